using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Npgsql;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>Asks one context what is open: rows of a code and a count.</summary>
internal static class OpenMattersSql
{
    public static async Task<IReadOnlyList<OpenMatter>> Ask(
        NpgsqlDataSource database, string question, UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(question);
        ask.Parameters.AddRange(PersonalArchive.Parameters(person, shops));
        await using var rows = await ask.ExecuteReaderAsync(ct);

        var open = new List<OpenMatter>();
        while (await rows.ReadAsync(ct))
            if (rows.GetInt32(1) > 0) open.Add(new OpenMatter(rows.GetString(0), rows.GetInt32(1)));
        return open;
    }
}
