using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>The statements behind the counters of stock, all in the handler's own transaction.</summary>
internal sealed class StockItems(MarketplaceDb db) : IStockItems
{
    public void Open(StockItem item, DateTimeOffset at)
    {
        db.Add(item);
        if (item.OnHand == 0) return;
        db.Add(new MovementRow
        {
            Offer = item.Id, Warehouse = item.Warehouse, Delta = item.OnHand, Kind = "COUNT", Cause = item.Id.Value, At = at,
        });
    }

    public Task<HoldOutcome> Hold(OrderId order, IReadOnlyList<Units> lines, CancellationToken ct) => Hold(order.Value, lines, ct);

    public Task<HoldOutcome> HoldAgain(IReadOnlyList<Units> lines, CancellationToken ct) => Hold(null, lines, ct);

    public async Task Free(IReadOnlyList<Units> lines, CancellationToken ct)
    {
        await using var command = await db.Command(StockSql.Free, Of(lines), ct);
        Expect(lines, await command.ExecuteScalarAsync(ct));
    }

    public async Task TakeOut(OrderId order, IReadOnlyList<Units> lines, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = await db.Command(StockSql.TakeOut, [.. Of(lines), new() { Value = order.Value }, Time(at)], ct);
        Expect(lines, await command.ExecuteScalarAsync(ct));
    }

    public async Task<IReadOnlyList<Counted>> PutBack(
        Guid cause, IReadOnlyList<Units> lines, ReturnFate fate, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = await db.Command(
            StockSql.PutBack, [.. Of(lines), Text(EnumText<ReturnFate>.Write(fate)), new() { Value = cause }, Time(at)], ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counted = new List<Counted>(lines.Count);
        while (await reader.ReadAsync(ct))
        {
            var (before, after, reserved) = (reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4));
            counted.Add(new Counted(
                new(reader.GetGuid(0)), new(reader.GetGuid(1)), before - reserved, after - reserved, reserved, true));
        }

        return counted;
    }

    public async Task<IReadOnlyList<Counted>> Set(
        ShopId shop, IReadOnlyList<Count> counts, Guid cause, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = await db.Command(StockSql.Set,
        [
            new() { Value = shop.Value },
            new() { Value = counts.Select(c => c.Offer?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            new() { Value = counts.Select(c => c.Sku).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            new() { Value = counts.Select(c => c.OnHand).ToArray() },
            new() { Value = cause },
            Time(at),
        ], ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counted = new List<Counted>(counts.Count);
        while (await reader.ReadAsync(ct))
        {
            if (reader.IsDBNull(0))
            {
                counted.Add(new Counted(null, shop, 0, 0, 0, false));
                continue;
            }

            var (before, reserved, wanted) = (reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3));
            var after = wanted >= reserved ? wanted : before;
            counted.Add(new Counted(
                new(reader.GetGuid(0)), shop, before - reserved, after - reserved, reserved, wanted >= reserved));
        }

        return counted;
    }

    private async Task<HoldOutcome> Hold(Guid? order, IReadOnlyList<Units> lines, CancellationToken ct)
    {
        await using var command = await db.Command(
            StockSql.Hold, [.. Of(lines), new() { Value = (object?)order ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }], ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var shorts = new List<Units>();
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetBoolean(4)) return new HoldOutcome.Known();
            if (reader.GetInt64(3) == lines.Count) return new HoldOutcome.Held();

            var (available, wanted) = (reader.GetInt32(1), reader.GetInt32(2));
            if (available < wanted) shorts.Add(new Units(new(reader.GetGuid(0)), Math.Max(0, available)));
        }

        return new HoldOutcome.Short(shorts);
    }

    private static NpgsqlParameter[] Of(IReadOnlyList<Units> lines) =>
    [
        new() { Value = lines.Select(l => l.Offer.Value).ToArray() },
        new() { Value = lines.Select(l => l.Quantity).ToArray() },
    ];

    private static NpgsqlParameter Time(DateTimeOffset at) => new() { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Text(string text) => new() { Value = text };

    private static void Expect(IReadOnlyList<Units> lines, object? changed)
    {
        if (changed is not long count || count != lines.Count)
            throw new InvalidOperationException($"{changed} of {lines.Count} stock rows changed: a reserved offer has no stock.");
    }
}
