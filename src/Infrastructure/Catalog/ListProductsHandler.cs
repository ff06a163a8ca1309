using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>The public list: one prepared statement over <c>listings</c>, whose entries are JSON already.</summary>
internal sealed class ListProductsHandler(NpgsqlDataSource database, ListingTally tally) : IQuery<ListProducts, RawJson>
{
    private static readonly ConcurrentDictionary<ListingShape, string> Statements = new();

    public async Task<Result<RawJson>> Handle(ListProducts request, CancellationToken ct)
    {
        var order = ListingOrder.Of(request.Sort);
        if (!ListingCursor.TryRead(request.Page.Cursor, order, out var after)) return ListingCursor.Unreadable;

        var shape = new ListingShape(
            order, request.Category is not null, request.Shop is not null, request.PriceMin is not null, request.PriceMax is not null,
            after is not null);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Statements.GetOrAdd(shape, s => s.Sql()), connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = request.Page.Limit + 1 });
        if (request.Category is { } category) command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = category.Value });
        if (request.Shop is { } shop) command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = shop.Value });
        if (request.PriceMin is { } min) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = min });
        if (request.PriceMax is { } max) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = max });
        if (after is { } from)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from.Key });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = from.Product });
        }

        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return new RawJson(await Write(reader, request, order, after is null, ct));
    }

    private async Task<ReadOnlyMemory<byte>> Write(
        NpgsqlDataReader reader, ListProducts request, ListingOrder order, bool first, CancellationToken ct)
    {
        var json = new ArrayBufferWriter<byte>(512 * Math.Min(request.Page.Limit, 50));
        json.Write("{\"items\":["u8);
        var (count, last) = (0, default(ListingCursor));
        var more = false;
        while (await reader.ReadAsync(ct))
        {
            if (count == request.Page.Limit)
            {
                more = true;
                break;
            }

            if (count++ > 0) json.Write(","u8);
            last = new ListingCursor(reader.GetInt64(3), reader.GetGuid(4));
            WriteEntry(json, reader.GetFieldValue<byte[]>(0), reader.GetInt32(1), reader.GetBoolean(2));
        }

        json.Write("],\"nextCursor\":"u8);
        if (more) Text(json, $"\"{last.Write(order)}\"");
        else json.Write("null"u8);
        if (!more && first) Text(json, $",\"total\":{{\"value\":{count},\"exact\":true}}}}");
        else if (request is { Shop: null, PriceMin: null, PriceMax: null })
            Text(json, $",\"total\":{{\"value\":{Math.Max(count, await tally.Of(request.Category, ct))},\"exact\":false}}}}");
        else json.Write(",\"total\":null}"u8);
        return json.WrittenMemory;
    }

    // The stored entry ends with its brace; what changes with every sale is kept beside it and comes before the brace.
    private static void WriteEntry(ArrayBufferWriter<byte> json, byte[] card, int sold, bool inStock)
    {
        json.Write(card.AsSpan(0, card.Length - 1));
        json.Write(inStock ? ",\"inStock\":true,\"sold\":"u8 : ",\"inStock\":false,\"sold\":"u8);
        sold.TryFormat(json.GetSpan(11), out var written, default, CultureInfo.InvariantCulture);
        json.Advance(written);
        json.Write("}"u8);
    }

    private static void Text(ArrayBufferWriter<byte> json, string text) =>
        json.Advance(Encoding.UTF8.GetBytes(text, json.GetSpan(text.Length * 3)));
}
