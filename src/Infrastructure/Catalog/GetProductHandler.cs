using System.Buffers;
using System.Globalization;
using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Npgsql;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>A public card: its stored words and today's offers as one row of ready JSON.</summary>
internal sealed class GetProductHandler(NpgsqlDataSource database) : IQuery<GetProduct, RawJson>
{
    private const string Sql = $"""
        SELECT g.body, l.in_stock, l.sold, {PublicOffers.Json}
        FROM catalog.listings l JOIN catalog.pages g ON g.product = l.product
        WHERE l.product = $1
        """;

    public async Task<Result<RawJson>> Handle(GetProduct request, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Product.Value });
        await command.PrepareAsync(ct);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return ProductErrors.NotFound;

        var (body, offers) = (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(3));
        var json = new ArrayBufferWriter<byte>(body.Length + offers.Length + 64);

        // The stored words end with their brace; what changes with every sale is kept beside them.
        json.Write(body.AsSpan(0, body.Length - 1));
        json.Write(row.GetBoolean(1) ? ",\"inStock\":true,\"sold\":"u8 : ",\"inStock\":false,\"sold\":"u8);
        row.GetInt32(2).TryFormat(json.GetSpan(11), out var written, default, CultureInfo.InvariantCulture);
        json.Advance(written);
        json.Write(",\"offers\":["u8);
        json.Write(offers);
        json.Write("]}"u8);
        return new RawJson(json.WrittenMemory);
    }
}

internal sealed class ListProductOffersHandler(NpgsqlDataSource database) : IQuery<ListProductOffers, RawJson>
{
    private const string Sql = $"SELECT {PublicOffers.Json} FROM catalog.listings l WHERE l.product = $1";

    public async Task<Result<RawJson>> Handle(ListProductOffers request, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Product.Value });
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return ProductErrors.NotFound;

        var offers = row.GetFieldValue<byte[]>(0);
        var json = new ArrayBufferWriter<byte>(offers.Length + 32);
        json.Write("{\"items\":["u8);
        json.Write(offers);
        json.Write("],\"nextCursor\":null}"u8);
        return new RawJson(json.WrittenMemory);
    }
}

internal static class PublicOffers
{
    /// <summary>The offers that may be bought on listing <c>l</c> as the inside of a JSON array, the featured one first.</summary>
    public const string Json = """
        coalesce((
            SELECT string_agg(
                '{"id":"' || o.id || '","variantId":"' || o.variant || '","shop":{"id":"' || o.shop || '","name":' || to_json(f.name)
                || '},"price":{"amount":' || o.price_amount || ',"currency":"' || o.price_currency
                || coalesce('"},"compareAt":{"amount":' || o.compare_at_amount || ',"currency":"' || o.price_currency, '')
                || '"},"handlingDays":' || o.handling_days || ',"returnDays":' || o.return_days
                || ',"available":' || coalesce(s.on_hand - s.reserved, 0) || '}',
                ',' ORDER BY coalesce(s.on_hand > s.reserved, false) DESC, o.price_amount, o.created_at, o.id)
            FROM catalog.offers o
            JOIN catalog.storefronts f ON f.id = o.shop AND f.selling
            LEFT JOIN catalog.stock s ON s.id = o.id
            WHERE o.product = l.product AND o.active), '')
        """;
}
