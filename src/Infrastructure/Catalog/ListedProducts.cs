using System.Text.Json;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Npgsql;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>Public products read from the rows behind public lists and their pages.</summary>
internal sealed class ListedProducts(NpgsqlDataSource database) : IListedProducts
{
    // The stamp is taken before the snapshot of the read: a reading with a larger stamp may only be as old, and whatever it
    // missed announces itself after it.
    private const string Stamp = "SELECT nextval('catalog.readings')";

    private const string Columns = """
        SELECT l.product, l.card, l.in_stock, l.sold, l.listed_at, p.description, p.translations, p.tags, p.attributes
        FROM catalog.listings l JOIN catalog.products p ON p.id = l.product

        """;

    private const string ByIds = Columns + "WHERE l.product = ANY ($1)";
    private const string ById = Columns + "WHERE l.product > $1 ORDER BY l.product LIMIT $2";
    private const string Tree = "SELECT id, parent, names FROM catalog.categories";

    public async Task<ListedReading> For(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        if (products.Count == 0) return new ListedReading(0, []);
        return await Read(ByIds, [new() { Value = products.Select(p => p.Value).ToArray() }], ct);
    }

    public Task<ListedReading> After(ProductId? product, int limit, CancellationToken ct) =>
        Read(ById, [new() { Value = product?.Value ?? Guid.Empty }, new() { Value = limit }], ct);

    public async Task<IReadOnlyList<CategoryNode>> Categories(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Tree);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var nodes = new List<CategoryNode>();
        while (await reader.ReadAsync(ct))
        {
            var names = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(2), Conventions.Json)!;
            nodes.Add(new CategoryNode(new(reader.GetGuid(0)), reader.IsDBNull(1) ? null : new CategoryId(reader.GetGuid(1)), names));
        }

        return nodes;
    }

    public async Task<IReadOnlyDictionary<ShopId, string>> ShopNames(IReadOnlyCollection<ShopId> shops, CancellationToken ct)
    {
        var names = new Dictionary<ShopId, string>();
        if (shops.Count == 0) return names;
        await using var command = database.CreateCommand("SELECT id, name FROM catalog.storefronts WHERE id = ANY ($1)");
        command.Parameters.Add(new() { Value = shops.Select(s => s.Value).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) names[new(reader.GetGuid(0))] = reader.GetString(1);
        return names;
    }

    private async Task<ListedReading> Read(string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Stamp));
        var read = new NpgsqlBatchCommand(sql);
        read.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(read);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var stamp = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        var products = new List<ListedProduct>();
        while (await reader.ReadAsync(ct)) products.Add(Product(reader));
        return new ListedReading(stamp, products);
    }

    private static ListedProduct Product(NpgsqlDataReader row)
    {
        using var json = JsonDocument.Parse(row.GetString(1));
        var card = json.RootElement;
        var shop = card.GetProperty("shop");
        return new ListedProduct(
            new(row.GetGuid(0)), card.GetProperty("title").GetString()!, new(card.GetProperty("categoryId").GetGuid()),
            card.TryGetProperty("image", out var image) ? image.GetString() : null, Amount(card.GetProperty("price")),
            card.TryGetProperty("compareAt", out var before) ? Amount(before) : null, new(card.GetProperty("offerId").GetGuid()),
            new(card.GetProperty("variantId").GetGuid()), new(shop.GetProperty("id").GetGuid()), shop.GetProperty("name").GetString()!,
            card.GetProperty("offers").GetInt32(), row.GetFieldValue<DateTimeOffset>(4), row.GetBoolean(2), row.GetInt32(3))
        {
            Description = row.GetString(5),
            Words = [.. Titles(row.GetString(6)), .. Strings(row.GetString(7)), .. Strings(row.GetString(8))],
        };
    }

    private static Money Amount(JsonElement json) =>
        new(json.GetProperty("amount").GetInt64(), Currency.Of(json.GetProperty("currency").GetString()!));

    private static List<string> Titles(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject()
            .Select(t => t.Value.ValueKind == JsonValueKind.Object && t.Value.TryGetProperty("title", out var title) ? title.GetString() : null)
            .OfType<string>()];
    }

    // A list's items, or an object's names and values.
    private static List<string> Strings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(t => t.GetString()!)]
            : [.. document.RootElement.EnumerateObject().SelectMany(p => (string[])[p.Name, p.Value.GetString() ?? ""])];
    }
}
