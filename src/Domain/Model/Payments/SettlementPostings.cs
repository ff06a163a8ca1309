using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Which accounts each step of an order's money touches (product §7.8–7.11).</summary>
public static class SettlementPostings
{
    /// <summary>Captured money goes to the escrow of each seller order, topped up by the platform's discounts.</summary>
    public static Posting Capture(Payment payment, IReadOnlyCollection<Settlement> settlements, DateTimeOffset at)
    {
        var currency = payment.Amount.Currency;
        var escrow = Money.Sum(settlements.Select(s => s.EscrowShare), currency);
        return Posting.Of(PostingCause.Capture(payment.Id), at,
        [
            Entry.Debit(Account.Provider(payment.Provider), payment.CapturedAmount),
            Entry.Debit(Account.Promo, escrow - payment.CapturedAmount),
            .. settlements.Select(s => Entry.Credit(Account.Escrow(s.Id), s.EscrowShare)),
        ]);
    }

    /// <summary>Captured money that nobody owes belongs to the buyer until it is sent back.</summary>
    public static Posting Excess(Payment payment, DateTimeOffset at) => Posting.Of(PostingCause.Capture(payment.Id), at,
    [
        Entry.Debit(Account.Provider(payment.Provider), payment.CapturedAmount),
        Entry.Credit(Account.Wallet(payment.Buyer), payment.CapturedAmount),
    ]);

    /// <summary>Money went back to the buyer: from escrow, with the platform's discount returning to the platform.</summary>
    public static Posting? Refund(Refund refund, string provider, DateTimeOffset at)
    {
        if (refund.Gross.IsZero) return null;
        var source = refund.SellerOrder is { } sellerOrder ? Account.Escrow(sellerOrder) : Account.Wallet(refund.Buyer);
        return Posting.Of(PostingCause.Refund(refund.Id), at,
        [
            Entry.Debit(source, refund.Gross),
            Entry.Credit(Account.Provider(provider), refund.Amount),
            Entry.Credit(Account.Promo, refund.Gross - refund.Amount),
        ]);
    }

    /// <summary>Accounts of a shop whose balances decide a release or a claw-back.</summary>
    public static IReadOnlyList<Account> ShopAccounts(ShopId shop) => [Account.Available(shop), Account.Receivable(shop), Account.Reserve(shop)];

    /// <summary>How a release is divided: the shop's debt is repaid first, then a share is kept back, the rest is available.</summary>
    public static (Money Repaid, Money Reserved, Money Available) Divide(Money earnings, Money owed, Rate reserve)
    {
        var zero = Money.Zero(earnings.Currency);
        // A commission above the price is the shop's debt: nothing becomes available.
        if (earnings.IsNegative) return (earnings, zero, zero);

        var repaid = Money.Max(zero, Money.Min(earnings, owed));
        var reserved = Money.Max(zero, reserve.Of(earnings - repaid));
        return (repaid, reserved, earnings - repaid - reserved);
    }

    /// <summary>Receipt is final: escrow becomes the shop's earnings and the platform's commission. Null when nothing is left.</summary>
    public static Posting? Release(Settlement settlement, Money repaid, Money reserved, Money available, DateTimeOffset at)
    {
        var (shop, left) = (settlement.Shop, settlement.Left);
        if (left.Gross.IsZero) return null;
        var platform = LineAmounts.Sum(settlement.Lines.Where(l => l.PlatformPaid).Select(l => l.Left), settlement.Currency).Earnings;
        return Posting.Of(PostingCause.Release(settlement.Id), at,
        [
            Entry.Debit(Account.Escrow(settlement.Id), left.Gross),
            Entry.Credit(Account.Available(shop), available),
            Entry.Credit(Account.Reserve(shop), reserved),
            Entry.Credit(Account.Receivable(shop), repaid),
            Entry.Credit(Account.Commission, left.Commission),
            Entry.Credit(Account.Tax("commission"), left.CommissionTax),
            Entry.Credit(Account.Delivery, platform),
        ]);
    }

    /// <summary>A refund after release: taken from available, then reserve, then owed up to the limit, then lost; back into escrow.</summary>
    public static (Posting? Posting, Money Owed) ClawBack(
        Refund refund, ShopId shop, IReadOnlyDictionary<Account, Money> balances, Money limit, DateTimeOffset at)
    {
        var currency = refund.Gross.Currency;
        if (refund.Gross.IsZero) return (null, Money.Zero(currency));

        var total = LineAmounts.Sum(refund.Lines.Select(l => l.Amounts), currency);
        var platform = LineAmounts.Sum(refund.Lines.Where(l => l.PlatformPaid).Select(l => l.Amounts), currency).Earnings;
        var due = total.Earnings - platform;
        var available = Money.Min(due, balances[Account.Available(shop)]);
        var reserve = Money.Min(due - available, balances[Account.Reserve(shop)]);
        var room = Money.Max(Money.Zero(currency), limit - balances[Account.Receivable(shop)]);
        var owed = Money.Min(due - available - reserve, room);
        var posting = Posting.Of(new PostingCause("claw-back", refund.Id.Value), at,
        [
            Entry.Debit(Account.Available(shop), available),
            Entry.Debit(Account.Reserve(shop), reserve),
            Entry.Debit(Account.Receivable(shop), owed),
            Entry.Debit(Account.Loss, due - available - reserve - owed),
            Entry.Debit(Account.Commission, total.Commission),
            Entry.Debit(Account.Tax("commission"), total.CommissionTax),
            Entry.Debit(Account.Delivery, platform),
            Entry.Credit(Account.Escrow(refund.SellerOrder!.Value), total.Gross),
        ]);
        return (posting, owed);
    }

    /// <summary>The kept-back share becomes available, debts first; null when claw-backs have used it up.</summary>
    public static Posting? ReserveReturn(Settlement settlement, IReadOnlyDictionary<Account, Money> balances, DateTimeOffset at)
    {
        var shop = settlement.Shop;
        var returned = Money.Min(new Money(settlement.ReservedMinor, settlement.Currency), balances[Account.Reserve(shop)]);
        if (returned.Minor <= 0) return null;
        var repaid = Money.Min(returned, balances[Account.Receivable(shop)]);
        return Posting.Of(PostingCause.ReserveReturn(settlement.Id), at,
        [
            Entry.Debit(Account.Reserve(shop), returned),
            Entry.Credit(Account.Receivable(shop), repaid),
            Entry.Credit(Account.Available(shop), returned - repaid),
        ]);
    }
}
