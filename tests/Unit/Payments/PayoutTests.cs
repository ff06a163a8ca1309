using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Payments;

public sealed class PayoutTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly ShopId Shop = ShopId.New(Now);
    private static readonly Money Amount = new(500_00, Currency.Rub);
    private static readonly Money Limit = new(1_000_00, Currency.Rub);

    [Fact]
    public void A_small_payout_approves_itself_and_a_large_one_waits()
    {
        Assert.Equal(PayoutStatus.Approved, Planned().Status);
        Assert.Equal(PayoutStatus.Scheduled, Planned(Limit * 2).Status);
    }

    [Fact]
    public void A_payout_that_was_sent_is_not_cancelled()
    {
        var payout = Sent();

        Assert.True(payout.Cancel("late", Now).Failed(out var refusal, out _));
        Assert.Equal("invalid-transition", refusal.Code);
    }

    [Fact]
    public void Paying_twice_books_once()
    {
        var payout = Sent();

        Assert.NotNull(Ok(payout.Pay("po_1", Now)));
        Assert.Null(Ok(payout.Pay("po_1", Now)));
    }

    [Fact]
    public void A_return_that_overtakes_the_payment_puts_the_money_back_once()
    {
        var payout = Sent();

        var back = Ok(payout.Return("po_1", "closed", Now));

        Assert.Equal([Account.Payout(payout.Id), Account.Available(Shop)], back!.Entries.Select(e => e.Account));
        Assert.Null(Ok(payout.Pay("po_1", Now)));
        Assert.Equal(PayoutStatus.Returned, payout.Status);
    }

    [Fact]
    public void Another_try_has_another_key_and_another_cause()
    {
        var payout = Sent();
        var (firstKey, firstTaken) = (payout.ProviderKey, payout.Taken(Now));
        payout.Fail("account_closed", Now);

        var again = payout.Reschedule(Verified(), Limit, Now);

        Assert.True(again.Succeeded(out var taken, out _));
        Assert.NotEqual(firstKey, payout.ProviderKey);
        Assert.NotEqual(firstTaken.CauseKind, taken.CauseKind);
    }

    [Theory]
    [InlineData(PayoutSchedule.Daily, "2026-03-04")]
    [InlineData(PayoutSchedule.Weekly, "2026-03-09")]
    [InlineData(PayoutSchedule.Monthly, "2026-04-01")]
    public void An_account_is_due_by_its_schedule(PayoutSchedule schedule, string first)
    {
        var account = Verified(schedule);

        Assert.Equal(DateOnly.Parse(first, null), account.NextDay);
        Assert.False(account.IsDue(account.NextDay.AddDays(-1)));
        Assert.True(account.IsDue(account.NextDay));
        account.Ran(account.NextDay);
        Assert.False(account.IsDue(DateOnly.Parse(first, null)));
    }

    [Fact]
    public void A_seller_who_wants_to_ask_is_never_taken_by_the_run() =>
        Assert.False(Verified(PayoutSchedule.Manual).IsDue(new DateOnly(2030, 1, 1)));

    [Fact]
    public void Naming_another_account_stops_payouts_until_it_is_checked()
    {
        var account = Verified();

        account.Change("sandbox", "acct_2", PayoutSchedule.Daily, Now);
        account.Checked("acct_1", "old", null, Now);

        Assert.Equal(PayoutAccountStatus.Checking, account.Status);
        account.Checked("acct_2", "new", null, Now);
        Assert.Equal(PayoutAccountStatus.Verified, account.Status);
    }

    [Fact]
    public void Nothing_is_payable_while_the_shop_owes()
    {
        var owing = new Funds(Amount, new Money(1, Currency.Rub));

        Assert.True(PayoutPolicy.Payable(owing, Verified(), true, Money.Zero(Currency.Rub)).Failed(out var refusal));
        Assert.Equal("balance-negative", refusal.Code);
    }

    [Fact]
    public void Any_sequence_of_commands_leaves_the_payout_account_empty_or_holding_exactly_the_payout()
    {
        var sequences = Gen.ListOf(Gen.Choose(0, 10)).ToArbitrary();

        Prop.ForAll(sequences, commands =>
        {
            var payout = Planned(Limit * 2);
            var books = new Dictionary<Account, long>();
            Book(books, payout.Taken(Now));
            foreach (var command in commands) Book(books, Apply(payout, command));

            var held = -books.GetValueOrDefault(Account.Payout(payout.Id));
            var expected = payout.IsAlive ? payout.Amount.Minor : 0;
            return books.Values.Sum() == 0 && held == expected;
        }).QuickCheckThrowOnFailure();
    }

    private static Posting? Apply(Payout payout, int command) => command switch
    {
        0 => Nothing(payout.Approve(Now)),
        1 => Nothing(payout.Hold("why", Now)),
        2 => Nothing(payout.Lift(Now)),
        3 => payout.Cancel("why", Now).Succeeded(out var cancelled, out _) ? cancelled : null,
        4 or 5 => Nothing(payout.Send(Now)),
        6 => Value(payout.Pay("po", Now)),
        7 => Value(payout.Fail("code", Now)),
        8 => payout.Reschedule(Verified(), Limit, Now).Succeeded(out var taken, out _) ? taken : null,
        9 => Value(payout.Return("po", "code", Now)),
        _ => Value(payout.MarkPaid("bank", Now)),
    };

    private static void Book(Dictionary<Account, long> books, Posting? posting)
    {
        foreach (var entry in posting?.Entries ?? []) books[entry.Account] = books.GetValueOrDefault(entry.Account) + entry.Minor;
    }

    private static Posting? Nothing(Marketplace.Kernel.Result _) => null;

    private static Posting? Value(Result<Posting?> result) => result.Succeeded(out var posting, out _) ? posting : null;

    private static Posting? Ok(Result<Posting?> result)
    {
        Assert.True(result.Succeeded(out var posting, out var refusal), refusal?.Message);
        return posting;
    }

    private static Payout Planned(Money? amount = null) => Payout.Schedule(PayoutId.New(Now), Verified(), amount ?? Amount, null, Limit, Now);

    private static Payout Sent()
    {
        var payout = Planned();
        payout.Send(Now);
        return payout;
    }

    private static PayoutAccount Verified(PayoutSchedule schedule = PayoutSchedule.Daily)
    {
        var account = PayoutAccount.Open(PayoutAccountId.New(Now), Shop, "sandbox", "acct_1", schedule, Now);
        account.Checked("acct_1", "Bank", null, Now);
        return account;
    }
}
