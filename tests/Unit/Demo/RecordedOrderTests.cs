using System.Text.Json;
using Marketplace.Demo.Olist;
using Xunit;

namespace Marketplace.Tests.Unit.Demo;

public sealed class RecordedOrderTests
{
    private static readonly DateTime Day = new(2018, 1, 10);

    [Theory]
    [InlineData("58.9", 5890)]
    [InlineData("0", 0)]
    [InlineData("6735.0", 673500)]
    [InlineData("13.29", 1329)]
    public void Amounts_are_read_to_the_cent(string recorded, long cents) => Assert.Equal(cents, OlistFiles.Cents(recorded));

    [Fact]
    public void An_amount_below_the_cent_is_refused() => Assert.Throws<FormatException>(() => OlistFiles.Cents("1.005"));

    [Fact]
    public void Equal_items_become_one_line_and_freight_is_added_up_by_seller()
    {
        ItemRow Row(string seller, string product, long price, long freight) =>
            new("o1", product, seller, Day, price, freight);
        ItemRow[] rows = [Row("a", "p", 100, 7), Row("a", "p", 100, 8), Row("a", "p", 90, 7), Row("b", "q", 50, 0)];

        var order = Assert.Single(OlistOrder.From(rows));

        Assert.Equal([("p-100", 2), ("p-90", 1), ("q-50", 1)], order.Lines.Select(l => (l.Sku, l.Quantity)));
        Assert.Equal((22, 0), (order.Freight["a"], order.Freight["b"]));
        Assert.Equal((340, 4), (order.Goods, order.Units));
    }

    [Fact]
    public void Every_order_goes_to_a_region_of_one_price_and_no_profile_has_more_than_fifty_prices()
    {
        var destinations = Enumerable.Range(0, 240).Select(n => ($"region {n}", (long)(n % 120))).ToList();

        var profiles = FreightTable.Profiles(destinations, new PlaceRow("01000", "sao paulo", "SP"), "BRL")
            .Select(p => JsonSerializer.SerializeToElement(p).GetProperty("zones").EnumerateArray().ToList()).ToList();

        Assert.Equal([50, 50, 20], profiles.Select(z => z.Count));
        var areas = profiles.SelectMany(z => z).SelectMany(z => z.GetProperty("areas").EnumerateArray());
        var regions = areas.Select(a => a.GetProperty("region").GetString()!);
        Assert.Equal(destinations.Select(d => d.Item1).Order(), regions.Order());
    }
}
