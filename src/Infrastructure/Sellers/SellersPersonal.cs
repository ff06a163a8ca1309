using Marketplace.Domain.Sellers;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;
using Npgsql;

namespace Marketplace.Infrastructure.Sellers;

/// <summary>A closed shop keeps its id, country and legal form; its name and words go.</summary>
internal sealed class SellersPersonal : IPersonalTables
{
    public string Context => "sellers";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        PersonalTable.Of<Shop>(nameof(Shop.Owner)).Replacing(nameof(Shop.Name), "''").Replacing(nameof(Shop.Description), "NULL")
            .Replacing(nameof(Shop.Slug), "'closed-' || t.id::text").Replacing(nameof(Shop.StatusReason), "NULL"),
    ];
}

/// <summary>A shop has to be closed before its owner can go.</summary>
internal sealed class SellersOpenMatters(NpgsqlDataSource database) : IOpenMatters
{
    private const string Question =
        "SELECT 'shop-open', count(*)::int FROM sellers.shops WHERE owner = @person AND status <> 'CLOSED'";

    public Task<IReadOnlyList<OpenMatter>> Of(UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct) =>
        OpenMattersSql.Ask(database, Question, person, shops, ct);
}

internal sealed class OwnedShops(NpgsqlDataSource database) : IOwnedShops
{
    public async Task<IReadOnlyList<ShopId>> Of(UserId owner, CancellationToken ct)
    {
        await using var ask = database.CreateCommand("SELECT id FROM sellers.shops WHERE owner = $1");
        ask.Parameters.Add(new() { Value = owner.Value });
        await using var rows = await ask.ExecuteReaderAsync(ct);

        var shops = new List<ShopId>();
        while (await rows.ReadAsync(ct)) shops.Add(new ShopId(rows.GetGuid(0)));
        return shops;
    }
}
