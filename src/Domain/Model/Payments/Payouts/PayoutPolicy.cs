using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>A shop's money as far as payouts are concerned.</summary>
public sealed record Funds(Money Available, Money Owed)
{
    /// <summary>Reads both accounts under their locks, so that two payouts never take the same money.</summary>
    public static async Task<Funds> Lock(ILedger ledger, ShopId shop, Currency currency, CancellationToken ct)
    {
        var (available, owed) = (Account.Available(shop), Account.Receivable(shop));
        var balances = await ledger.Lock([available, owed], currency, ct);
        var none = Money.Zero(currency);
        return new Funds(balances.GetValueOrDefault(available, none), balances.GetValueOrDefault(owed, none));
    }
}

/// <summary>Decides whether and how much a shop is paid (product §4.7, §7.10).</summary>
public static class PayoutPolicy
{
    /// <summary>The amount to pay out, or why nothing is.</summary>
    public static Result<Money> Payable(Funds funds, PayoutAccount account, bool shopPayable, Money minimum)
    {
        if (account.Status != PayoutAccountStatus.Verified) return PayoutErrors.AccountUnverified;
        if (!shopPayable) return PayoutErrors.ShopNotPayable;
        if (funds.Owed.Minor > 0) return PayoutErrors.OwesPlatform(funds.Owed);
        if (funds.Available < minimum || funds.Available.Minor <= 0) return PayoutErrors.BelowMinimum(funds.Available, minimum);
        return funds.Available;
    }
}
