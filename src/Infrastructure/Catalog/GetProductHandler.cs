using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Npgsql;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>A public card: its stored words and today's offers, read in one round trip.</summary>
internal sealed class GetProductHandler(NpgsqlDataSource database) : IQuery<GetProduct, RawJson>, IQuery<ListProductOffers, RawJson>
{
    private const string PageSql =
        "SELECT g.body, l.sold, l.in_stock FROM catalog.pages g JOIN catalog.listings l ON l.product = g.product WHERE g.product = $1";

    private const string OffersSql = """
        SELECT o.id, o.variant, o.shop, f.name, o.price_amount, o.price_currency, o.compare_at_amount, o.handling_days, o.return_days,
            coalesce(s.on_hand - s.reserved, 0)
        FROM catalog.offers o
        JOIN catalog.storefronts f ON f.id = o.shop AND f.selling
        LEFT JOIN catalog.stock s ON s.id = o.id
        WHERE o.product = $1 AND o.active
        ORDER BY coalesce(s.on_hand > s.reserved, false) DESC, o.price_amount, o.created_at, o.id
        """;

    public async Task<Result<RawJson>> Handle(GetProduct request, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, request.Product);
        await batch.PrepareAsync(ct);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return ProductErrors.NotFound;

        var body = reader.GetFieldValue<byte[]>(0);
        var json = new ArrayBufferWriter<byte>(body.Length + 1024);
        json.Write(body.AsSpan(0, body.Length - 1));
        json.Write(reader.GetBoolean(2) ? ",\"inStock\":true,\"sold\":"u8 : ",\"inStock\":false,\"sold\":"u8);
        json.Advance(Encoding.UTF8.GetBytes(reader.GetInt32(1).ToString(CultureInfo.InvariantCulture), json.GetSpan(11)));
        json.Write(",\"offers\":"u8);
        await reader.NextResultAsync(ct);
        await WriteOffers(json, reader, ct);
        json.Write("}"u8);
        return new RawJson(json.WrittenMemory);
    }

    public async Task<Result<RawJson>> Handle(ListProductOffers request, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, request.Product);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return ProductErrors.NotFound;

        var json = new ArrayBufferWriter<byte>(1024);
        json.Write("{\"items\":"u8);
        await reader.NextResultAsync(ct);
        await WriteOffers(json, reader, ct);
        json.Write(",\"nextCursor\":null}"u8);
        return new RawJson(json.WrittenMemory);
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, ProductId product) => new(connection)
    {
        BatchCommands =
        {
            new NpgsqlBatchCommand(PageSql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = product.Value } } },
            new NpgsqlBatchCommand(OffersSql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = product.Value } } },
        },
    };

    private static async Task WriteOffers(ArrayBufferWriter<byte> buffer, NpgsqlDataReader reader, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartArray();
        while (await reader.ReadAsync(ct)) WriteOffer(json, reader);
        json.WriteEndArray();
        json.Flush();
    }

    private static void WriteOffer(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        var currency = row.GetString(5);
        json.WriteStartObject();
        json.WriteString("id"u8, row.GetGuid(0));
        json.WriteString("variantId"u8, row.GetGuid(1));
        json.WriteStartObject("shop"u8);
        json.WriteString("id"u8, row.GetGuid(2));
        json.WriteString("name"u8, row.GetString(3));
        json.WriteEndObject();
        WriteMoney(json, "price"u8, row.GetInt64(4), currency);
        if (row.IsDBNull(6)) json.WriteNull("compareAt"u8);
        else WriteMoney(json, "compareAt"u8, row.GetInt64(6), currency);
        json.WriteNumber("handlingDays"u8, row.GetInt32(7));
        json.WriteNumber("returnDays"u8, row.GetInt32(8));
        json.WriteNumber("available"u8, row.GetInt32(9));
        json.WriteEndObject();
    }

    private static void WriteMoney(Utf8JsonWriter json, ReadOnlySpan<byte> name, long amount, string currency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("amount"u8, amount);
        json.WriteString("currency"u8, currency);
        json.WriteEndObject();
    }
}
