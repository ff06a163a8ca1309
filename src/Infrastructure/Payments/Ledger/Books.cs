using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Marketplace.Infrastructure.Payments;

/// <summary>The books in PostgreSQL: one batch of inserts per posting, balances kept by a trigger.</summary>
internal sealed class Books(MarketplaceDb db) : ILedger
{
    // Rows are made first, so that an account nobody used yet can be locked like any other.
    private const string LockRows = """
        INSERT INTO payments.ledger_balances (account, currency, minor)
            SELECT a, $2, 0 FROM unnest($1) AS a ORDER BY a COLLATE "C" ON CONFLICT DO NOTHING;
        SELECT account, minor FROM payments.ledger_balances
            WHERE account = ANY($1) AND currency = $2 ORDER BY account FOR UPDATE
        """;

    public void Post(Posting posting) => db.Add(posting);

    public Task<bool> Posted(PostingCause cause, CancellationToken ct) =>
        db.Set<Posting>().AnyAsync(p => p.CauseKind == cause.Kind && p.CauseId == cause.Id, ct);

    public async Task<Money> Balance(Account account, Currency currency, CancellationToken ct)
    {
        var name = account.Name;
        var code = currency.Code;
        var signed = account.IsShared
            ? await db.Database.SqlQuery<long>(
                $"""SELECT coalesce(sum(minor), 0)::bigint AS "Value" FROM payments.ledger_entries WHERE account = {name} AND currency = {code}""")
                .SingleAsync(ct)
            : await db.Database.SqlQuery<long>(
                $"""SELECT minor AS "Value" FROM payments.ledger_balances WHERE account = {name} AND currency = {code}""")
                .SingleOrDefaultAsync(ct);
        return account.Natural(new Money(signed, currency));
    }

    public async Task<IReadOnlyDictionary<Account, Money>> Lock(
        IReadOnlyCollection<Account> accounts, Currency currency, CancellationToken ct)
    {
        if (accounts.Any(a => a.IsShared)) throw new ArgumentException("Shared accounts are never locked.", nameof(accounts));
        await db.Begin(ct);
        var names = accounts.Select(a => a.Name).Distinct().Order(StringComparer.Ordinal).ToArray();
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        foreach (var statement in LockRows.Split(';'))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement)
            {
                Parameters = { new() { Value = names }, new() { Value = currency.Code } },
            });
        }

        await using var rows = await batch.ExecuteReaderAsync(ct);
        var held = new Dictionary<Account, Money>();
        while (await rows.ReadAsync(ct))
        {
            var account = Account.Named(rows.GetString(0));
            held[account] = account.Natural(new Money(rows.GetInt64(1), currency));
        }

        return held;
    }
}
