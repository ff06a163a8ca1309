using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Marketplace.Demo.Olist;

/// <summary>One row of <c>order_items</c>; money in cents.</summary>
internal sealed record ItemRow(string Order, string Product, string Seller, DateTime ShipBy, long Price, long Freight);

/// <summary>One row of <c>orders</c>; times that were not recorded are null.</summary>
internal sealed record HeaderRow(
    string Order, string Customer, string Status, DateTime Bought, DateTime? HandedOver, DateTime? Delivered);

/// <summary>One row of <c>products</c>, sizes in the marketplace's units.</summary>
internal sealed record ProductRow(string Category, int Grams, int LengthMm, int WidthMm, int HeightMm);

/// <summary>Where somebody lives or sells.</summary>
internal sealed record PlaceRow(string PostalCode, string City, string State);

/// <summary>The recorded tables that the replay needs, read from a folder of <c>*.csv.gz</c>.</summary>
internal sealed record OlistFiles(
    IReadOnlyList<ItemRow> Items, IReadOnlyDictionary<string, HeaderRow> Headers,
    IReadOnlyDictionary<string, ProductRow> Products, IReadOnlyDictionary<string, PlaceRow> Sellers,
    IReadOnlyDictionary<string, PlaceRow> Customers, IReadOnlyDictionary<string, string> CategoryNames)
{
    // Some weights are missing and were filled in with nothing.
    private const int GramsOfNothing = 1;

    private delegate string Cells(string column);

    /// <summary>Reads all tables.</summary>
    public static OlistFiles Read(string folder) => new(
        [.. Rows(folder, "order_items", Item)],
        Rows(folder, "orders", Header).ToDictionary(h => h.Order),
        Rows(folder, "products", r => (r("product_id"), Product(r))).ToDictionary(p => p.Item1, p => p.Item2),
        Rows(folder, "sellers", r => (r("seller_id"), Place(r, "seller"))).ToDictionary(s => s.Item1, s => s.Item2),
        Rows(folder, "customers", r => (r("customer_id"), Place(r, "customer"))).ToDictionary(c => c.Item1, c => c.Item2),
        Rows(folder, "product_category_name_translation",
            r => (r("product_category_name"), r("product_category_name_english"))).ToDictionary(c => c.Item1, c => c.Item2));

    /// <summary>Cents of an amount as recorded, which has at most two decimals.</summary>
    public static long Cents(string amount)
    {
        var cents = decimal.Parse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100;
        return cents == decimal.Truncate(cents)
            ? (long)cents
            : throw new FormatException($"'{amount}' has more than two decimals.");
    }

    private static ItemRow Item(Cells row) => new(
        row("order_id"), row("product_id"), row("seller_id"), Time(row("shipping_limit_date"))!.Value, Cents(row("price")),
        Cents(row("freight_value")));

    private static HeaderRow Header(Cells row) => new(
        row("order_id"), row("customer_id"), row("order_status"), Time(row("order_purchase_timestamp"))!.Value,
        Time(row("order_delivered_carrier_date")), Time(row("order_delivered_customer_date")));

    private static ProductRow Product(Cells row) => new(
        row("product_category_name"), Math.Max(GramsOfNothing, Whole(row("product_weight_g"))),
        10 * Whole(row("product_length_cm")), 10 * Whole(row("product_width_cm")), 10 * Whole(row("product_height_cm")));

    private static PlaceRow Place(Cells row, string who) =>
        new(row($"{who}_zip_code_prefix").PadLeft(5, '0'), row($"{who}_city"), row($"{who}_state"));

    private static int Whole(string number) => (int)decimal.Parse(number, CultureInfo.InvariantCulture);

    private static DateTime? Time(string text) =>
        text.Length == 0 ? null : DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static IEnumerable<T> Rows<T>(string folder, string table, Func<Cells, T> read)
    {
        using var packed = new GZipStream(
            File.OpenRead(Path.Combine(folder, $"{table}.csv.gz")), CompressionMode.Decompress);
        using var csv = CsvReader.Create(packed, CsvReaderOptions.Default, false);
        while (csv.Read()) yield return read(csv.GetString);
    }
}
