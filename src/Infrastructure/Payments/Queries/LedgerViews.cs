using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Payments;

/// <summary>Pages of postings with their entries, newest first.</summary>
internal static class PostingPages
{
    // Each account's newest postings come from its index; the union of a few short lists is the page.
    private const string OfAccounts = """
        WITH page AS (
            SELECT DISTINCT x.posting_id AS id FROM unnest($1) AS a CROSS JOIN LATERAL (
                SELECT e.posting_id FROM payments.ledger_entries e
                WHERE e.account = a AND ($2::uuid IS NULL OR e.posting_id >= $2) AND ($3::uuid IS NULL OR e.posting_id < $3)
                ORDER BY e.posting_id DESC LIMIT $4) x
            ORDER BY id DESC LIMIT $4)
        """;

    private const string OfAll = """
        WITH page AS (
            SELECT p.id FROM payments.ledger_postings p
            WHERE $1::text[] IS NULL AND ($2::uuid IS NULL OR p.id >= $2) AND ($3::uuid IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4)
        """;

    private const string Entries = """
        SELECT p.id, p.at, p.cause_kind, p.cause_id, p.note, p.reverses, e.account, e.minor, e.currency
            FROM page JOIN payments.ledger_postings p USING (id) JOIN payments.ledger_entries e ON e.posting_id = p.id
            ORDER BY p.id DESC, e.number
        """;

    public static async Task<(IReadOnlyList<LedgerPostingView> Postings, string? Next)> Read(
        NpgsqlDataSource database, string[]? accounts, Guid? from, Guid? before, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand((accounts is null ? OfAll : OfAccounts) + "\n" + Entries);
        command.Parameters.Add(new() { Value = (object?)accounts ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)from ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = limit + 1 });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var postings = new List<LedgerPostingView>();
        while (await rows.ReadAsync(ct))
        {
            if (postings.Count == 0 || postings[^1].Id != rows.GetGuid(0)) postings.Add(Head(rows));
            ((List<LedgerEntryView>)postings[^1].Entries).Add(
                new LedgerEntryView(rows.GetString(6), new Money(rows.GetInt64(7), Currency.Of(rows.GetString(8)))));
        }

        return postings.Count <= limit
            ? (postings, null)
            : (postings.GetRange(0, limit), Cursors.Of(postings[limit - 1].Id));
    }

    private static LedgerPostingView Head(NpgsqlDataReader rows) => new(
        rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetString(2), rows.GetGuid(3), rows.IsDBNull(4) ? null : rows.GetString(4),
        rows.IsDBNull(5) ? null : rows.GetGuid(5), new List<LedgerEntryView>());
}

internal sealed class ListLedgerPostingsHandler(NpgsqlDataSource database) : IQuery<ListLedgerPostings, Page<LedgerPostingView>>
{
    public async Task<Result<Page<LedgerPostingView>>> Handle(ListLedgerPostings request, CancellationToken ct)
    {
        if (!Cursors.TryId(request.Page.Cursor, out var before)) return Cursors.NotOurs;
        var (postings, next) = await PostingPages.Read(
            database, request.Account is { } account ? [account] : null, null, before, request.Page.Limit, ct);
        return new Page<LedgerPostingView>(postings, next);
    }
}

internal sealed class ListLedgerAccountsHandler(NpgsqlDataSource database) : IQuery<ListLedgerAccounts, Page<LedgerAccountView>>
{
    // Accounts of orders and shops have a kept balance; the few shared ones are added up.
    private const string Sql = """
        SELECT account, currency, minor FROM (
            SELECT account, currency, minor FROM payments.ledger_balances WHERE minor <> 0
            UNION ALL
            SELECT account, currency, sum(minor)::bigint FROM payments.ledger_entries
                WHERE (account >= 'platform:' AND account < 'platform;') OR (account >= 'provider:' AND account < 'provider;')
                    OR (account >= 'tax:' AND account < 'tax;')
                GROUP BY account, currency) balances
        WHERE starts_with(account, $1) AND account || ' ' || currency > $2 COLLATE "C" ORDER BY account || ' ' || currency COLLATE "C" LIMIT $3
        """;

    public async Task<Result<Page<LedgerAccountView>>> Handle(ListLedgerAccounts request, CancellationToken ct)
    {
        if (!Cursors.TryText(request.Page.Cursor, out var after)) return Cursors.NotOurs;
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = request.Prefix ?? "" });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = request.Page.Limit + 1 });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<LedgerAccountView>();
        while (await rows.ReadAsync(ct))
        {
            var account = Account.Named(rows.GetString(0));
            found.Add(new LedgerAccountView(account.Name, account.Natural(new Money(rows.GetInt64(2), Currency.Of(rows.GetString(1))))));
        }

        var page = found.Take(request.Page.Limit).ToList();
        return new Page<LedgerAccountView>(
            page, found.Count > page.Count ? Cursors.Of($"{page[^1].Account} {page[^1].Balance.Currency}") : null);
    }
}

internal sealed class GetTrialBalanceHandler(NpgsqlDataSource database) : IQuery<GetTrialBalance, TrialBalanceView>
{
    private const string Sql = """
        SELECT CASE WHEN account LIKE 'seller:%' THEN 'seller:' || split_part(account, ':', 3)
                    WHEN account LIKE 'escrow:%' OR account LIKE 'payout:%' OR account LIKE 'wallet:%' OR account LIKE 'courier:%'
                        THEN split_part(account, ':', 1)
                    ELSE account END AS kind,
            currency, coalesce(sum(minor) FILTER (WHERE minor > 0), 0)::bigint, coalesce(-sum(minor) FILTER (WHERE minor < 0), 0)::bigint
            FROM payments.ledger_entries GROUP BY 1, 2 ORDER BY 1, 2
        """;

    public async Task<Result<TrialBalanceView>> Handle(GetTrialBalance request, CancellationToken ct)
    {
        var rows = new List<TrialBalanceRow>();
        await using (var sums = database.CreateCommand(Sql))
        await using (var reader = await sums.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var currency = Currency.Of(reader.GetString(1));
                var (debits, credits) = (new Money(reader.GetInt64(2), currency), new Money(reader.GetInt64(3), currency));
                rows.Add(new TrialBalanceRow(reader.GetString(0), debits, credits, debits - credits));
            }
        }

        await using var compare = database.CreateCommand("SELECT count(*)::int FROM payments.ledger_differences");
        var differences = (int)(await compare.ExecuteScalarAsync(ct))!;
        var totals = rows.GroupBy(r => r.Sum.Currency).Select(g => Money.Sum(g.Select(r => r.Sum), g.Key)).ToList();
        return new TrialBalanceView(rows, totals, differences, differences == 0 && totals.All(t => t.IsZero));
    }
}
