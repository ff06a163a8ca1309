using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Payments;

/// <summary>One paid order's money, moved step by step through the domain and the ledger.</summary>
internal sealed class Books
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private readonly Rate _reserve;

    public Books(Rate reserve, Money limit, params SettlementLine[][] parts)
    {
        (_reserve, Limit) = (reserve, limit);
        Shop = ShopId.New(At);
        var order = OrderId.New(At);
        Parts = [.. parts.Select(lines => Settlement.Of(SellerOrderId.New(At), order, Shop, Currency.Rub, lines))];
        var total = Money.Sum(Parts.Select(p => p.Left.BuyerPays), Currency.Rub);
        Collection = Collection.Of(order, "R-1", UserId.New(At), total, At.AddMinutes(30), [.. Parts.Select(p => p.Id)]);
        Payment = Payment.Start(PaymentId.New(At), Collection, total, new WayToPay("sandbox", "card", null, false), At);
    }

    public ShopId Shop { get; }

    public Money Limit { get; }

    public Collection Collection { get; }

    public Payment Payment { get; }

    public IReadOnlyList<Settlement> Parts { get; }

    public LedgerInMemory Ledger { get; } = new();

    public void Capture()
    {
        Assert.True(Payment.Capture("ref", Payment.Expected, At).IsOk);
        Assert.True(Collection.Take(Payment));
        Ledger.Post(SettlementPostings.Capture(Payment, Parts, At));
        foreach (var part in Parts) part.Fund();
    }

    public Refund Refund(Settlement part, params RefundedUnits[] units)
    {
        var wish = new RefundWish(units, "return", "system", Guid.NewGuid());
        var refund = Domain.Payments.Refund.Request(RefundId.New(At), Collection, part, wish, part.Preview(units).Total.BuyerPays, At);
        var approved = RefundApproval.Apply(refund, (Collection, Payment, Parts), Ledger, Limit, At, CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(approved.IsOk);
        if (refund.Status != RefundStatus.Processing) return refund;

        Assert.True(Payment.Refund(refund.Amount, At).IsOk);
        Assert.True(refund.Succeed("back", At).IsOk);
        if (SettlementPostings.Refund(refund, Payment.Provider, At) is { } posting) Ledger.Post(posting);
        return refund;
    }

    public void Release(Settlement part)
    {
        part.Complete();
        if (part.IsReleasable) EscrowRelease.Apply(part, Ledger, _reserve, 30, At, CancellationToken.None).GetAwaiter().GetResult();
    }

    public void ReturnReserve(Settlement part)
    {
        if (part.ReserveUntil is null) return;
        var balances = SettlementPostings.ShopAccounts(Shop).ToDictionary(a => a, a => Ledger[a]);
        if (SettlementPostings.ReserveReturn(part, balances, At) is { } posting) Ledger.Post(posting);
        part.EndReserve();
    }

    public static SettlementLine Line(
        int number, int quantity, long pays, long promo = 0, long commission = 0, long tax = 0, bool platform = false) => new(
        number, null, quantity,
        new LineAmounts(Rub(pays), Rub(promo), Rub(commission), Rub(tax), new Rate(220_000).InsideOf(Rub(pays))), platform, 0,
        LineAmounts.None(Currency.Rub));

    public static Money Rub(long minor) => new(minor, Currency.Rub);
}
