using Marketplace.Domain.Sellers;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Sellers;
using Npgsql;

namespace Marketplace.Infrastructure.Sellers;

/// <summary>
/// Answers for all shops of a cart in one round trip, and for shops that sell from memory for up to a second.
/// </summary>
internal sealed class SellerStanding(NpgsqlDataSource database, StandingMemory memory) : ISellerStanding
{
    private const string Ask = """
        SELECT id, owner, name, slug, status, auto_accept, tax_exempt, kind FROM sellers.shops WHERE id = ANY ($1)
        """;

    private const string AskOwner = "SELECT id FROM sellers.shops WHERE owner = $1 AND status <> 'CLOSED'";

    public async Task<IReadOnlyList<ShopStanding>> For(IReadOnlyCollection<ShopId> shops, CancellationToken ct)
    {
        var known = new List<ShopStanding>(shops.Count);
        List<Guid>? unknown = null;
        foreach (var shop in shops)
        {
            if (memory.Shops.TryGet(shop, out var standing)) known.Add(standing);
            else (unknown ??= []).Add(shop.Value);
        }

        if (unknown is not null) await Load(unknown.ToArray(), known, ct);
        return known;
    }

    public async Task<ShopId?> ShopOf(UserId user, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(AskOwner);
        ask.Parameters.Add(new() { Value = user.Value });
        return await ask.ExecuteScalarAsync(ct) is Guid shop ? new ShopId(shop) : null;
    }

    private async Task Load(Guid[] shops, List<ShopStanding> into, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(Ask);
        ask.Parameters.Add(new() { Value = shops });
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var standing = Read(rows);
            into.Add(standing);

            // A shop that may not sell is asked about each time, so that approval counts at once.
            if (standing.CanSell) memory.Shops.Put(standing.Shop, standing);
        }
    }

    private static ShopStanding Read(NpgsqlDataReader rows)
    {
        var status = EnumText<ShopStatus>.Read(rows.GetString(4));
        return new ShopStanding(
            new ShopId(rows.GetGuid(0)), new UserId(rows.GetGuid(1)), rows.GetString(2), rows.GetString(3),
            ShopMachine.CanSell(status), ShopMachine.CanBePaid(status), rows.GetBoolean(5), rows.GetBoolean(6),
            rows.GetString(7).ToLowerInvariant());
    }
}

/// <summary>Standings this host asked for within the last second.</summary>
internal sealed class StandingMemory
{
    public BriefCache<ShopId, ShopStanding> Shops { get; } = new(TimeSpan.FromSeconds(1), 10_000, TimeProvider.System);
}
