using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Tests.Unit.Shipping.ParcelSample;

namespace Marketplace.Tests.Unit.Shipping;

public sealed class DeliveryPricingTests
{
    private static readonly DeliveryTariff Courier = new(
        "local", "courier", "Courier", DeliveryPayee.Platform, 1, 2, [new(1000, Rub(250_00)), new(5000, Rub(400_00))],
        Rub(30_00), Rub(10_00), Rub(5000_00));

    [Theory]
    [InlineData(999, 260_00)]
    [InlineData(1000, 260_00)]
    [InlineData(1001, 410_00)]
    [InlineData(5000, 410_00)]
    [InlineData(5001, 440_00)]
    [InlineData(6001, 470_00)]
    public void The_step_that_holds_the_weight_decides_and_above_the_last_each_begun_kilogram_costs(
        int grams, long minor) =>
        Assert.Equal(Rub(minor), DeliveryPricing.Price(Courier, [Small(grams)], Rub(100)));

    [Fact]
    public void Without_a_price_for_extra_kilograms_heavier_parcels_are_not_taken() =>
        Assert.Null(DeliveryPricing.Price(Courier with { PerExtraKg = null }, [Small(5001)], Rub(100)));

    [Theory]
    [InlineData(5000, 6000)]
    [InlineData(4000, 7500)]
    [InlineData(0, 2000)]
    public void The_volume_counts_when_it_stands_for_more_than_the_scales_say(int divisor, long charged)
    {
        // 30 litres that weigh two kilograms.
        PackedUnits[] parcel = [new(new ParcelMeasure(1000, 250, 300, 200), 2)];

        Assert.Equal(charged, DeliveryPricing.ChargedGrams(parcel, divisor));
    }

    [Fact]
    public void A_begun_gram_of_volume_counts() =>
        Assert.Equal(2, DeliveryPricing.ChargedGrams([new(new ParcelMeasure(1, 5001, 1, 1), 1)], 5000));

    [Fact]
    public void Everything_of_a_shop_travels_in_one_parcel_so_heavy_goods_make_room_for_light_ones()
    {
        PackedUnits dumbbell = new(new ParcelMeasure(6000, 100, 100, 100), 1),
            pillow = new(new ParcelMeasure(500, 400, 300, 200), 1);

        Assert.Equal(6500, DeliveryPricing.ChargedGrams([dumbbell, pillow], 5000));
    }

    [Fact]
    public void From_the_free_amount_on_delivery_costs_nothing_not_even_packing()
    {
        Assert.Equal(Rub(0), DeliveryPricing.Price(Courier, [Small(100)], Rub(5000_00)));
        Assert.Equal(Rub(260_00), DeliveryPricing.Price(Courier, [Small(100)], Rub(4999_99)));
    }

    [Theory]
    [InlineData("RU", "Moscow", "Moscow", "city")]
    [InlineData("RU", "Moscow", "moscow, Zelenograd", "city")]
    [InlineData("RU", "Moscow", "Khimki", "region")]
    [InlineData("RU", "Tver", "Tver", "country")]
    [InlineData("RU", "Idaho", "Moscow", "country")]
    [InlineData("KZ", "Almaty", "Almaty", null)]
    public void The_zone_that_describes_the_destination_most_closely_counts(
        string country, string region, string city, string? zone)
    {
        DeliveryZone[] zones =
        [
            new("country", [new ZoneArea("RU")], [Courier]), new("region", [new ZoneArea("RU", "Moscow")], [Courier]),
            new("city", [new ZoneArea("RU", "Moscow", "Moscow")], [Courier]),
        ];

        Assert.Equal(
            zone, DeliveryPricing.Closest(zones, Home with { Country = country, Region = region, City = city })?.Name);
    }

    [Fact]
    public void Options_come_cheapest_first_and_once_per_code()
    {
        DeliveryTariff Flat(string service, long price) =>
            Courier with { Service = service, Steps = [new(1000, Rub(price))], Handling = null };
        DeliveryZone[] first = [new("a", [new ZoneArea("RU")], [Flat("fast", 900), Flat("slow", 100)])];
        DeliveryZone[] second = [new("b", [new ZoneArea("RU")], [Flat("fast", 300), Flat("pickup", 200)])];

        var options = DeliveryPricing.Options([first, second], Home, [Small(100)], Rub(1));

        Assert.Equal(
            [("local:slow", 100L), ("local:pickup", 200L), ("local:fast", 300L)],
            options.Select(o => (o.Tariff.Code, o.Price.Minor)));
    }

    [Fact]
    public void A_heavier_parcel_never_costs_less() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(PositiveInt, PositiveInt)>(), pair =>
        {
            var (light, heavy) = (Math.Min(pair.Item1.Get, pair.Item2.Get), Math.Max(pair.Item1.Get, pair.Item2.Get));
            return DeliveryPricing.Price(Courier, [Small(light * 100)], Rub(1)) <= DeliveryPricing.Price(
                Courier, [Small(heavy * 100)], Rub(1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Absurd_sizes_are_priced_or_refused_but_never_overflow()
    {
        PackedUnits absurd = new(new ParcelMeasure(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue), int.MaxValue);

        Assert.Null(DeliveryPricing.Price(Courier, [absurd, absurd], Rub(1)));
    }

    [Fact]
    public void A_profile_whose_tables_contradict_themselves_names_every_fault()
    {
        var bad = Courier with { MinDays = 5, Steps = [new(1000, Rub(1)), new(1000, new Money(1, Currency.Usd))] };
        var terms = new DeliveryTerms("x", null, [new DeliveryZone("a", [new ZoneArea("RU")], [Courier, bad])]);

        var created = DeliveryProfile.Create(DeliveryProfileId.New(Noon), ShopId.New(Noon), terms, Currency.Rub, Noon);

        Assert.True(created.Failed(out var error));
        Assert.Equal(["duplicate", "not-rising", "too-small", "wrong-amount"], error.Fields!.Select(f => f.Code).Order());
    }

    private static PackedUnits Small(int grams) => new(new ParcelMeasure(grams, 10, 10, 10), 1);
}
