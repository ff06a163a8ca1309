using Marketplace.Application;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

public sealed class LedgerGuardTests(TestHost host)
{
    private static readonly DateTimeOffset At = DateTimeOffset.UtcNow;

    [Theory]
    [InlineData("('provider:x', 100), ('platform:promo', -99)")]
    [InlineData("('provider:x', 100)")]
    [InlineData("")]
    public async Task R1_a_posting_that_does_not_balance_is_refused_at_commit(string entries)
    {
        await using var connection = await host.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var posting = await Insert(connection, entries);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => transaction.CommitAsync());

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        Assert.Equal(0L, await Count($"SELECT count(*) FROM payments.ledger_postings WHERE id = '{posting}'"));
    }

    [Fact]
    public async Task R1_an_entry_added_to_an_old_posting_is_refused()
    {
        var posting = await Booked();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(
            $"INSERT INTO payments.ledger_entries (posting_id, number, account, currency, minor) VALUES ('{posting}', 9, 'provider:x', 'RUB', 5)"));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("UPDATE payments.ledger_entries SET minor = minor + 1")]
    [InlineData("UPDATE payments.ledger_postings SET note = 'x'")]
    [InlineData("DELETE FROM payments.ledger_entries")]
    [InlineData("DELETE FROM payments.ledger_postings")]
    [InlineData("TRUNCATE payments.ledger_entries")]
    [InlineData("TRUNCATE payments.ledger_postings CASCADE")]
    public async Task R2_the_ledger_is_append_only(string sql)
    {
        await Booked();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(sql));

        Assert.Equal("23001", refused.SqlState);
    }

    [Fact]
    public async Task R3_the_same_cause_is_booked_once_for_ever()
    {
        var cause = new PostingCause("test", Guid.NewGuid());
        Assert.Equal(CommitOutcome.Done, await Post(Sale(cause, SellerOrderId.New(At), 100)));

        Assert.Equal(CommitOutcome.Overtaken, await Post(Sale(cause, SellerOrderId.New(At), 100)));
    }

    [Fact]
    public async Task R4_fifty_withdrawals_at_once_never_take_more_than_escrow_holds()
    {
        var sellerOrder = SellerOrderId.New(At);
        Assert.Equal(CommitOutcome.Done, await Post(Sale(new PostingCause("test", Guid.NewGuid()), sellerOrder, 1000)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Post(Posting.Of(
            new PostingCause("test", Guid.NewGuid()), At,
            [Entry.Debit(Account.Escrow(sellerOrder), Rub(100)), Entry.Credit(Account.Provider("fake"), Rub(100))]))));

        Assert.Equal(10, outcomes.Count(o => o == CommitOutcome.Done));
        Assert.Equal(0, (await Balance(Account.Escrow(sellerOrder))).Minor);
        Assert.Equal(0L, await Count("SELECT count(*) FROM payments.ledger_differences"));
    }

    [Fact]
    public async Task R4_a_claw_back_at_the_same_time_as_a_release_sees_the_other()
    {
        var shop = ShopId.New(At);
        var order = SellerOrderId.New(At);
        await Post(Sale(new PostingCause("test", Guid.NewGuid()), order, 5000));

        // Twenty moves of all that is available back and forth: each reads the balance under the row's lock.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => MoveAll(order, shop, i % 2 == 0)));

        Assert.All(outcomes, o => Assert.Equal(CommitOutcome.Done, o));
        Assert.Equal(5000, (await Balance(Account.Escrow(order))).Minor + (await Balance(Account.Available(shop))).Minor);
        Assert.Equal(0L, await Count("SELECT count(*) FROM payments.ledger_differences"));
    }

    [Theory]
    [InlineData("('provider:x', 0), ('platform:promo', 0)")]
    [InlineData("('bank', 5), ('platform:promo', -5)")]
    [InlineData("('seller:x:available', -5), ('platform:promo', 5)")]
    public async Task R5_amounts_and_account_names_are_checked(string entries)
    {
        await using var connection = await host.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Insert(connection, entries));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    private async Task<CommitOutcome> MoveAll(SellerOrderId order, ShopId shop, bool release)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<ILedger>();
        var (escrow, available) = (Account.Escrow(order), Account.Available(shop));
        var held = await ledger.Lock([available, escrow], Currency.Rub, CancellationToken.None);
        var (from, to) = release ? (escrow, available) : (available, escrow);
        if (!held[from].IsZero)
            ledger.Post(Posting.Of(new PostingCause("test", Guid.NewGuid()), At, [Entry.Debit(from, held[from]), Entry.Credit(to, held[from])]));
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(null, CancellationToken.None);
    }

    private static Posting Sale(PostingCause cause, SellerOrderId order, long minor) => Posting.Of(
        cause, At, [Entry.Debit(Account.Provider("fake"), Rub(minor)), Entry.Credit(Account.Escrow(order), Rub(minor))]);

    private async Task<CommitOutcome> Post(Posting posting)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ILedger>().Post(posting);
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(null, CancellationToken.None);
    }

    private async Task<PostingId> Booked()
    {
        var posting = Sale(new PostingCause("test", Guid.NewGuid()), SellerOrderId.New(At), 100);
        await Post(posting);
        return posting.Id;
    }

    private async Task<Money> Balance(Account account)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ILedger>().Balance(account, Currency.Rub, CancellationToken.None);
    }

    private static async Task<Guid> Insert(NpgsqlConnection connection, string entries)
    {
        var posting = Guid.CreateVersion7();
        await Run(connection, $"INSERT INTO payments.ledger_postings (id, cause_kind, cause_id, at) VALUES ('{posting}', 'test', '{posting}', now())");
        if (entries == "") return posting;
        await Run(connection, $"""
            INSERT INTO payments.ledger_entries (posting_id, number, account, currency, minor)
            SELECT '{posting}', row_number() OVER (), v.a, 'RUB', v.m FROM (VALUES {entries}) AS v(a, m)
            """);
        return posting;
    }

    private async Task Execute(string sql)
    {
        await using var connection = await host.Database.OpenConnectionAsync();
        await Run(connection, sql);
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> Count(string sql)
    {
        await using var command = host.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Money Rub(long minor) => new(minor, Currency.Rub);
}
