using Marketplace.Kernel;
using Marketplace.Ports.Orders;
using Npgsql;

namespace Marketplace.Infrastructure.Orders;

internal sealed class GuestContacts(NpgsqlDataSource database) : IGuestContacts
{
    private const string Ask = """
        SELECT email, address ->> 'phone', locale FROM orders.checkouts
        WHERE buyer = $1 AND email IS NOT NULL AND placed_at IS NOT NULL ORDER BY id DESC LIMIT 1
        """;

    public async Task<GuestContact?> Of(UserId visitor, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(Ask);
        ask.Parameters.Add(new() { Value = visitor.Value });
        await using var rows = await ask.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct)) return null;
        return new GuestContact(rows.GetString(0), await Text(rows, 1, ct), await Text(rows, 2, ct) ?? "en");
    }

    private static async Task<string?> Text(NpgsqlDataReader rows, int column, CancellationToken ct) =>
        await rows.IsDBNullAsync(column, ct) ? null : rows.GetString(column);
}
