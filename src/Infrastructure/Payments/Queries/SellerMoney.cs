using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Npgsql;

namespace Marketplace.Infrastructure.Payments;

internal sealed class GetSellerBalanceHandler(NpgsqlDataSource database, IMarketTerms market) : IQuery<GetSellerBalance, SellerBalanceView>
{
    private const string Sql = """
        SELECT
            (SELECT coalesce(sum(earnings_minor), 0)::bigint FROM payments.settlements
                WHERE shop = $1 AND funded AND NOT released AND currency = $2),
            (SELECT -minor FROM payments.ledger_balances WHERE account = 'seller:' || $1 || ':available' AND currency = $2),
            (SELECT -minor FROM payments.ledger_balances WHERE account = 'seller:' || $1 || ':reserve' AND currency = $2),
            (SELECT minor FROM payments.ledger_balances WHERE account = 'seller:' || $1 || ':receivable' AND currency = $2)
        """;

    public async Task<Result<SellerBalanceView>> Handle(GetSellerBalance request, CancellationToken ct)
    {
        var currency = market.Current.Currency;
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = request.Shop.Value });
        command.Parameters.Add(new() { Value = currency.Code });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new SellerBalanceView(At(0), At(1), At(2), At(3));

        Money At(int column) => new(row.IsDBNull(column) ? 0 : row.GetInt64(column), currency);
    }
}

internal sealed class ListSellerStatementHandler(NpgsqlDataSource database, IMarketTerms market)
    : IQuery<ListSellerStatement, Page<StatementLine>>
{
    public async Task<Result<Page<StatementLine>>> Handle(ListSellerStatement request, CancellationToken ct)
    {
        if (!Cursors.TryId(request.Page.Cursor, out var before)) return Cursors.NotOurs;
        string[] accounts =
            [Account.Available(request.Shop).Name, Account.Reserve(request.Shop).Name, Account.Receivable(request.Shop).Name];
        var until = request.To is { } to ? Cursors.FirstIdAt(to) : (Guid?)null;
        var (postings, next) = await PostingPages.Read(
            database, accounts, request.From is { } from ? Cursors.FirstIdAt(from) : null, Earlier(before, until), request.Page.Limit, ct);

        var currency = market.Current.Currency;
        return new Page<StatementLine>([.. postings.Select(p => Explain(p, accounts, currency))], next);
    }

    private static Guid? Earlier(Guid? a, Guid? b) =>
        a is null || b is null ? a ?? b : string.CompareOrdinal(a.Value.ToString("N"), b.Value.ToString("N")) < 0 ? a : b;

    // The ledger's own entries are the explanation: a posting sums to zero, so the parts and the changes always agree.
    private static StatementLine Explain(LedgerPostingView posting, string[] own, Currency currency)
    {
        var entries = posting.Entries.Where(e => e.Amount.Currency == currency).ToList();
        string[] parts = ["escrow:", "platform:commission", "tax:commission", "platform:delivery", "payout:", "platform:loss"];
        var sums = parts.Select(p => Sum(e => e.Account.StartsWith(p, StringComparison.Ordinal))).ToArray();
        var other = Sum(e => !own.Contains(e.Account) && !parts.Any(p => e.Account.StartsWith(p, StringComparison.Ordinal)));
        return new StatementLine(
            posting.Id, posting.At, posting.CauseKind, posting.CauseId, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], other,
            -Sum(e => e.Account == own[0]), -Sum(e => e.Account == own[1]), Sum(e => e.Account == own[2]), posting.Note);

        Money Sum(Func<LedgerEntryView, bool> which) => Money.Sum(entries.Where(which).Select(e => e.Amount), currency);
    }
}
