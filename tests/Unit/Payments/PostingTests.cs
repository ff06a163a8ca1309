using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Tests.Unit.Payments.Books;

namespace Marketplace.Tests.Unit.Payments;

public sealed class PostingTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly PostingCause Cause = new("test", Guid.NewGuid());
    private static readonly Account Escrow = Account.Escrow(SellerOrderId.New(At));

    [Fact]
    public void A_posting_that_does_not_balance_is_a_bug()
    {
        Assert.Throws<InvalidOperationException>(() => Of(Entry.Debit(Account.Promo, Rub(5)), Entry.Credit(Escrow, Rub(4))));
        Assert.Throws<InvalidOperationException>(() => Of(
            Entry.Debit(Account.Promo, Rub(5)), Entry.Credit(Escrow, new Money(5, Currency.Usd))));
        Assert.Throws<InvalidOperationException>(() => Of());
        Assert.Throws<InvalidOperationException>(() => Of(Entry.Debit(Escrow, Rub(5)), Entry.Credit(Escrow, Rub(5))));
    }

    [Fact]
    public void Entries_of_one_account_are_added_up_and_come_in_account_order()
    {
        var posting = Of(
            Entry.Debit(Account.Provider("b"), Rub(7)), Entry.Debit(Account.Provider("b"), Rub(3)), Entry.Debit(Account.Promo, Rub(0)),
            Entry.Credit(Escrow, Rub(10)));

        Assert.Equal([(Escrow, -10L), (Account.Provider("b"), 10L)], posting.Entries.Select(e => (e.Account, e.Minor)));
        Assert.Equal([1, 2], posting.Entries.Select(e => (int)e.Number));
    }

    [Fact]
    public void A_reversal_names_what_it_corrects_and_undoes_it()
    {
        var posting = Of(Entry.Debit(Account.Promo, Rub(5)), Entry.Credit(Escrow, Rub(5)));
        var reversal = posting.Reverse(new PostingCause("correction", Guid.NewGuid()), At, "wrong order");

        Assert.Equal(posting.Id, reversal.Reverses);
        Assert.All(posting.Entries, e => Assert.Equal(-e.Minor, reversal.Entries.Single(r => r.Account == e.Account).Minor));
    }

    [Fact]
    public void Debts_and_money_at_providers_grow_by_debits_all_else_by_credits()
    {
        var shop = ShopId.New(At);

        Assert.All([Account.Provider("x"), Account.Promo, Account.Loss, Account.Fees, Account.Receivable(shop)], a => Assert.True(a.GrowsByDebit));
        Assert.All([Escrow, Account.Available(shop), Account.Reserve(shop), Account.Commission, Account.Tax("vat")], a => Assert.False(a.GrowsByDebit));
        Assert.All([Account.Provider("x"), Account.Promo, Account.Tax("vat")], a => Assert.True(a.IsShared && !a.IsGuarded));
    }

    private static Posting Of(params Entry[] entries) => Posting.Of(Cause, At, entries);
}
