using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Tests.Unit.Payments.Books;

namespace Marketplace.Tests.Unit.Payments;

/// <summary>Product §7's table: one-by-one returns end exactly at zero, before and after release.</summary>
public sealed class WorkedExampleTests
{
    private static readonly SettlementLine[] PartA =
    [
        Line(0, 1, 25_000), Line(1, 1, 173_802, 5_298, 26_865, 5_910), Line(2, 3, 131_006, 3_994, 20_250, 4_455),
    ];

    private static readonly SettlementLine[] PartB = [Line(1, 1, 679_292, 20_708, 56_000, 12_320)];

    [Fact]
    public void The_sums_of_the_table_add_up()
    {
        var books = new Books(default, Rub(0), PartA, PartB);

        books.Capture();

        Assert.Equal(1_009_100, books.Payment.CapturedAmount.Minor);
        Assert.Equal((281_620, 631_680), (books.Parts[0].EarningsMinor, books.Parts[1].EarningsMinor));
        Assert.Equal(30_000, books.Ledger[Account.Promo].Minor);
        Assert.Equal(1_009_100 + 30_000, books.Parts.Sum(p => books.Ledger[Account.Escrow(p.Id)].Minor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Three_returns_one_by_one_bring_back_every_unit_of_every_component(bool released)
    {
        var books = new Books(default, Rub(0), PartA, PartB);
        books.Capture();
        if (released) foreach (var part in books.Parts) books.Release(part);

        var back = Enumerable.Range(0, 3).Select(_ => books.Refund(books.Parts[0], new RefundedUnits(2, null, 1))).ToList();

        Assert.Equal([43_669, 43_668, 43_669], back.Select(r => r.Amount.Minor));
        Assert.Equal([1_331, 1_332, 1_331], back.Select(r => r.Lines[0].Amounts.PlatformPromo.Minor));
        Assert.All(back, r => Assert.Equal(36_765, r.Lines[0].Amounts.Earnings.Minor));
        Assert.All(back, r => Assert.Equal((6_750, 1_485), (r.Lines[0].Amounts.Commission.Minor, r.Lines[0].Amounts.CommissionTax.Minor)));
        Assert.True(books.Parts[0].Lines.Single(l => l.Line == 2).Left.IsNothing);
        Assert.Equal(30_000 - 3_994, books.Ledger[Account.Promo].Minor);
        Assert.Equal(0, books.Ledger.Sum);
    }

    [Fact]
    public void Release_pays_seller_platform_and_tax_and_empties_escrow()
    {
        var books = new Books(default, Rub(0), PartA, PartB);
        books.Capture();

        foreach (var part in books.Parts) books.Release(part);

        Assert.Equal(281_620 + 631_680, books.Ledger[Account.Available(books.Shop)].Minor);
        Assert.Equal((103_115, 22_685), (books.Ledger[Account.Commission].Minor, books.Ledger[Account.Tax("commission")].Minor));
        Assert.All(books.Parts, p => Assert.True(books.Ledger[Account.Escrow(p.Id)].IsZero));
    }

    [Fact]
    public void Platform_delivery_is_earned_by_the_platform_and_given_back_by_it()
    {
        var books = new Books(default, Rub(0), [Line(0, 1, 30_000, platform: true), Line(1, 1, 100_000, 0, 10_000, 2_200)]);
        books.Capture();
        books.Release(books.Parts[0]);
        Assert.Equal((30_000, 87_800), (books.Ledger[Account.Delivery].Minor, books.Ledger[Account.Available(books.Shop)].Minor));

        books.Refund(books.Parts[0], new RefundedUnits(0, null, 1));

        Assert.Equal((0, 87_800), (books.Ledger[Account.Delivery].Minor, books.Ledger[Account.Available(books.Shop)].Minor));
    }

    [Fact]
    public void A_claw_back_takes_available_then_reserve_then_debt_then_the_platform_pays()
    {
        var books = new Books(Rate.Percent(10), Rub(500), [Line(1, 1, 10_000)], [Line(1, 1, 2_000)]);
        books.Capture();
        books.Release(books.Parts[0]);
        PayOut(books, 9_000);

        books.Refund(books.Parts[0], new RefundedUnits(1, null, 1));

        Assert.Equal((0, 0, 500, 8_500), (
            books.Ledger[Account.Available(books.Shop)].Minor, books.Ledger[Account.Reserve(books.Shop)].Minor,
            books.Ledger[Account.Receivable(books.Shop)].Minor, books.Ledger[Account.Loss].Minor));
        Assert.Equal(PaymentStatus.PartiallyRefunded, books.Payment.Status);

        books.Release(books.Parts[1]);

        // New earnings repay the debt before anything is kept back or available.
        Assert.Equal((0, 1_350, 150), (
            books.Ledger[Account.Receivable(books.Shop)].Minor, books.Ledger[Account.Available(books.Shop)].Minor,
            books.Ledger[Account.Reserve(books.Shop)].Minor));
    }

    [Fact]
    public void Refunds_together_never_exceed_what_was_captured()
    {
        var books = new Books(default, Rub(0), [Line(1, 2, 10_000)]);
        books.Capture();
        books.Refund(books.Parts[0], new RefundedUnits(1, null, 2));

        Assert.Equal("refund-exceeds-captured", books.Payment.Promise(Rub(1)).Failed(out var refusal) ? refusal.Code : "");
        Assert.Equal(PaymentStatus.Refunded, books.Payment.Status);
        Assert.True(books.Refund(books.Parts[0], new RefundedUnits(1, null, 1)).Amount.IsZero);
    }

    private static void PayOut(Books books, long minor)
    {
        var payout = PayoutId.New(DateTimeOffset.UnixEpoch);
        books.Ledger.Post(Posting.Of(
            new PostingCause("payout", payout.Value), DateTimeOffset.UnixEpoch,
            [Entry.Debit(Account.Available(books.Shop), Rub(minor)), Entry.Credit(Account.Payout(payout), Rub(minor))]));
    }
}
