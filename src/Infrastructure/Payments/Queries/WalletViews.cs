using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Npgsql;

namespace Marketplace.Infrastructure.Payments;

/// <summary>Reads a wallet from the ledger; what the platform owes stands there below zero.</summary>
internal sealed class GetWalletHandler(NpgsqlDataSource database) : IQuery<GetWallet, WalletView>
{
    private const string Balances = "SELECT currency, -minor FROM payments.ledger_balances WHERE account = $1 ORDER BY currency";

    private const string Movements = """
        SELECT p.id, p.at, p.cause_kind, p.cause_id, e.currency, -e.minor
        FROM payments.ledger_entries e JOIN payments.ledger_postings p ON p.id = e.posting_id
        WHERE e.account = $1 ORDER BY p.id DESC, e.number LIMIT 100
        """;

    public async Task<Result<WalletView>> Handle(GetWallet request, CancellationToken ct)
    {
        var account = Account.Wallet(request.User).Name;
        return new WalletView(
            await Read(Balances, account, rows => new Money(rows.GetInt64(1), Currency.Of(rows.GetString(0))), ct),
            await Read(Movements, account, rows => new WalletMovement(
                rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetString(2), rows.GetGuid(3),
                new Money(rows.GetInt64(5), Currency.Of(rows.GetString(4)))), ct));
    }

    private async Task<IReadOnlyList<T>> Read<T>(string question, string account, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(question);
        ask.Parameters.Add(new() { Value = account });
        await using var rows = await ask.ExecuteReaderAsync(ct);

        var found = new List<T>();
        while (await rows.ReadAsync(ct)) found.Add(read(rows));
        return found;
    }
}
