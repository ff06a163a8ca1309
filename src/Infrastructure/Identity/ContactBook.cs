using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ContactBook(NpgsqlDataSource database) : IContactBook
{
    private const string Ask = "SELECT id, name, email, phone, locale FROM identity.users WHERE id = ANY ($1)";

    public async Task<IReadOnlyList<Contact>> For(IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        if (users.Count == 0) return [];
        await using var ask = database.CreateCommand(Ask);
        ask.Parameters.Add(new() { Value = users.Select(u => u.Value).ToArray() });
        await using var rows = await ask.ExecuteReaderAsync(ct);

        var contacts = new List<Contact>(users.Count);
        while (await rows.ReadAsync(ct)) contacts.Add(new Contact(
            new UserId(rows.GetGuid(0)), rows.GetString(1), Text(rows, 2), Text(rows, 3), rows.GetString(4)));
        return contacts;
    }

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
