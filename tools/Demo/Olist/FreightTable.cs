namespace Marketplace.Demo.Olist;

/// <summary>
/// The delivery terms under which a seller's freight is what was recorded: every order goes to a region of its own, and a
/// zone joins the regions of one price.
/// </summary>
internal static class FreightTable
{
    private const int ZonesPerProfile = 50;
    private const int HeaviestGrams = 10_000_000;

    /// <summary>The region an order goes to.</summary>
    public static string RegionOf(OlistOrder order, HeaderRow? header, OlistFiles files) =>
        header is not null && files.Customers.TryGetValue(header.Customer, out var customer)
            ? $"{customer.State} {order.Id}"
            : order.Id;

    /// <summary>Profiles as the API takes them; a seller of many prices has several, as a profile's zones are few.</summary>
    public static IEnumerable<object> Profiles(
        IEnumerable<(string Region, long Freight)> destinations, PlaceRow origin, string currency) =>
        destinations.GroupBy(d => d.Freight).OrderBy(g => g.Key).Chunk(ZonesPerProfile).Select((chunk, n) => new
        {
            name = $"Recorded freight {n + 1}",
            origin = new
            {
                country = "BR", region = origin.State, city = origin.City, street = "", postalCode = origin.PostalCode,
                recipientName = "", phone = "",
            },
            zones = chunk.Select(price => Zone(price.Key, price.Select(d => d.Region), currency)),
        });

    private static object Zone(long freight, IEnumerable<string> regions, string currency) => new
    {
        name = $"Freight {freight}",
        areas = regions.Select(region => new { country = "BR", region, city = "" }),
        tariffs = new object[]
        {
            new
            {
                carrier = "self", service = "recorded", name = "Recorded freight", payee = "SELLER",
                minDays = 1, maxDays = 90, divisor = 0,
                steps = new[] { new { upToGrams = HeaviestGrams, price = new { amount = freight, currency } } },
            },
        },
    };
}
