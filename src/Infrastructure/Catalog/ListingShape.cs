using System.Diagnostics;
using System.Globalization;
using Marketplace.Application;
using Marketplace.Kernel;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>An order of the public list: a sort key as a number, then the product's id.</summary>
internal sealed record ListingOrder(string Code, string Column, string Key, string Bound, bool Down)
{
    // Microseconds since 1970 go back to a timestamp without loss: an interval counts whole microseconds.
    private static readonly ListingOrder Newest = new(
        "n", "listed_at", "(extract(epoch FROM l.listed_at) * 1000000)::bigint",
        "timestamptz 'epoch' + @ * interval '1 microsecond'", true);

    private static readonly ListingOrder Cheapest = new("p", "price", "l.price", "@", false);
    private static readonly ListingOrder Dearest = new("d", "price", "l.price", "@", true);
    private static readonly ListingOrder Popular = new("s", "sold", "l.sold::bigint", "@::int", true);

    public static ListingOrder Of(string sort) => sort switch
    {
        "newest" => Newest,
        "price" => Cheapest,
        "-price" => Dearest,
        "popular" => Popular,
        _ => throw new UnreachableException($"Sort {sort} passed the edge."),
    };
}

/// <summary>Where a page ended.</summary>
internal readonly record struct ListingCursor(long Key, Guid Product)
{
    public static readonly Error Unreadable = Error.Invalid(
        "cursor-unreadable", "The cursor is not one of this list.",
        new FieldError("/cursor", "cursor-unreadable", "Use nextCursor of the same list."));

    // The year 2100 in microseconds, above any price or count: more is no cursor of ours and no column takes it.
    private const long KeyMax = 4_102_444_800_000_000;

    public static bool TryRead(string? text, ListingOrder order, out ListingCursor? cursor)
    {
        cursor = null;
        if (text is null) return true;
        if (!Cursor.TryDecode(text, 3, out var parts) || parts[0] != order.Code) return false;
        if (!long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var key) || key > KeyMax) return false;
        if (order.Column == "sold" && key > int.MaxValue) return false;
        if (!Guid.TryParse(parts[2], out var product)) return false;

        cursor = new ListingCursor(key, product);
        return true;
    }

    public string Write(ListingOrder order) =>
        Cursor.Encode(order.Code, Key.ToString(CultureInfo.InvariantCulture), Product.ToString("N"));
}

/// <summary>Which filters a list has; every shape is a statement of its own, so that each is planned for what it asks.</summary>
internal sealed record ListingShape(ListingOrder Order, bool Category, bool Shop, bool PriceMin, bool PriceMax, bool After)
{
    public string Sql()
    {
        var next = 1;
        var category = Category ? ++next : 0;
        var where = "";
        if (Shop)
            where += $" AND EXISTS (SELECT 1 FROM catalog.offers o WHERE o.product = l.product AND o.shop = ${++next} AND o.active)";
        if (PriceMin) where += $" AND l.price >= ${++next}";
        if (PriceMax) where += $" AND l.price <= ${++next}";
        if (After)
        {
            var bound = Order.Bound.Replace("@", $"${++next}", StringComparison.Ordinal);
            where += $" AND (l.{Order.Column}, l.product) {(Order.Down ? "<" : ">")} ({bound}, ${++next})";
        }

        var way = Order.Down ? "DESC" : "ASC";
        return Category ? UnderCategory(category, where, way) : $"""
            SELECT l.card, l.sold, l.in_stock, {Order.Key}, l.product
            FROM catalog.listings l
            WHERE true{where}
            ORDER BY l.{Order.Column} {way}, l.product {way} LIMIT $1
            """;
    }

    // Each category below is read in order from its own index and no further than the page; the few heads are then merged.
    private string UnderCategory(int parameter, string where, string way) => $"""
        SELECT l.card, l.sold, l.in_stock, {Order.Key}, l.product
        FROM catalog.categories a
        JOIN catalog.categories c ON c.path >= a.path AND c.path < a.path || '~'
        CROSS JOIN LATERAL (
            SELECT *
            FROM catalog.listings l
            WHERE l.category = c.id{where}
            ORDER BY l.{Order.Column} {way}, l.product {way} LIMIT $1) l
        WHERE a.id = ${parameter}
        ORDER BY l.{Order.Column} {way}, l.product {way} LIMIT $1
        """;
}
