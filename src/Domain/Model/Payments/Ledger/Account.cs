using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>The name of one ledger account: whose money it is and at which stage (product §7.8).</summary>
/// <remarks>Accounts exist by being named in an entry. Names compare byte by byte, which is also the order locks are taken in.</remarks>
public readonly record struct Account
{
    private readonly string? _name;

    private Account(string name) => _name = name;

    /// <summary>The name as stored and shown.</summary>
    public string Name => _name ?? "";

    /// <summary>Money lying with a payment provider.</summary>
    public static Account Provider(string code) => new($"provider:{code}");

    /// <summary>Cash in the platform's till.</summary>
    public static Account Till => Provider(WayToPay.Cash);

    /// <summary>Money in the platform's own bank account.</summary>
    public static Account Bank => Provider("bank");

    /// <summary>Money held for one seller order until receipt.</summary>
    public static Account Escrow(SellerOrderId sellerOrder) => new($"escrow:{sellerOrder}");

    /// <summary>Earnings a shop may be paid.</summary>
    public static Account Available(ShopId shop) => new($"seller:{shop}:available");

    /// <summary>Earnings kept back for a while.</summary>
    public static Account Reserve(ShopId shop) => new($"seller:{shop}:reserve");

    /// <summary>What a shop owes the platform.</summary>
    public static Account Receivable(ShopId shop) => new($"seller:{shop}:receivable");

    /// <summary>Commission the platform earned.</summary>
    public static Account Commission => new("platform:commission");

    /// <summary>Discounts the platform paid for.</summary>
    public static Account Promo => new("platform:promo");

    /// <summary>Delivery sold under the platform's own contracts.</summary>
    public static Account Delivery => new("platform:delivery");

    /// <summary>Fees of payment providers.</summary>
    public static Account Fees => new("platform:fees");

    /// <summary>Money the platform lost.</summary>
    public static Account Loss => new("platform:loss");

    /// <summary>A tax the platform owes the state, for instance <c>commission</c>.</summary>
    public static Account Tax(string kind) => new($"tax:{kind}");

    /// <summary>A payout on its way.</summary>
    public static Account Payout(PayoutId payout) => new($"payout:{payout}");

    /// <summary>A buyer's wallet.</summary>
    public static Account Wallet(UserId user) => new($"wallet:{user}");

    /// <summary>Cash a courier has not handed in.</summary>
    public static Account Courier(CourierId courier) => new($"courier:{courier}");

    /// <summary>An account by the name it was stored under.</summary>
    public static Account Named(string name) => new(name);

    /// <summary>True for what the platform owns or lost (its balance grows by debits); false for what it owes or earned.</summary>
    public bool GrowsByDebit =>
        Is("provider:") || Is("courier:") || this == Promo || this == Fees || this == Loss || Name.EndsWith(":receivable", StringComparison.Ordinal);

    /// <summary>True for accounts that many purchases touch at once: their balance is added up when asked, never a row to wait for.</summary>
    public bool IsShared => Is("provider:") || Is("platform:") || Is("tax:");

    /// <summary>True for accounts that may never fall below zero.</summary>
    public bool IsGuarded => Is("escrow:") || Is("seller:") || Is("wallet:") || Is("payout:");

    /// <summary>The balance as people read it, from the signed sum of entries (debits positive).</summary>
    public Money Natural(Money signed) => GrowsByDebit ? signed : -signed;

    /// <inheritdoc/>
    public override string ToString() => Name;

    private bool Is(string prefix) => Name.StartsWith(prefix, StringComparison.Ordinal);
}
