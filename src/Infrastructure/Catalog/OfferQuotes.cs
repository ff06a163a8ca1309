using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Npgsql;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>Today's terms of offers in one read.</summary>
internal sealed class OfferQuotes(NpgsqlDataSource database) : IOfferQuotes
{
    private const string Sql = """
        SELECT o.id, o.product, o.variant, o.shop, p.category, p.title, o.sku, o.price_amount, o.price_currency, o.tax_class,
            o.weight_grams, o.length_mm, o.width_mm, o.height_mm, o.handling_days, o.return_days,
            coalesce(s.on_hand - s.reserved, 0), p.state = 'PUBLISHED' AND o.active AND coalesce(f.selling, false)
        FROM catalog.offers o
        JOIN catalog.products p ON p.id = o.product
        LEFT JOIN catalog.stock s ON s.id = o.id
        LEFT JOIN catalog.storefronts f ON f.id = o.shop
        WHERE o.id = ANY ($1)
        """;

    public async Task<IReadOnlyList<OfferQuote>> For(IReadOnlyCollection<OfferId> offers, CancellationToken ct)
    {
        if (offers.Count == 0) return [];

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new() { Value = offers.Select(o => o.Value).ToArray() });
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var quotes = new List<OfferQuote>(offers.Count);
        while (await reader.ReadAsync(ct)) quotes.Add(Read(reader));
        return quotes;
    }

    private static OfferQuote Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), new(row.GetGuid(1)), new(row.GetGuid(2)), new(row.GetGuid(3)), new(row.GetGuid(4)), row.GetString(5),
        row.GetString(6), new Money(row.GetInt64(7), Currency.Of(row.GetString(8))), row.GetString(9),
        new ParcelSize(row.GetInt32(10), row.GetInt32(11), row.GetInt32(12), row.GetInt32(13)), row.GetInt32(14), row.GetInt32(15),
        row.GetInt32(16), row.GetBoolean(17));
}
