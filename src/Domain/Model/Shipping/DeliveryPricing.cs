using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>A tariff with the price it asks for one parcel.</summary>
public sealed record PricedDelivery(DeliveryTariff Tariff, Money Price);

/// <summary>What a parcel costs by the tables of delivery profiles; pure arithmetic.</summary>
public static class DeliveryPricing
{
    private const int MaxKilograms = 1_000_000;

    /// <summary>Grams to charge for a parcel: what it weighs, or what its volume stands for, whichever is more.</summary>
    public static long ChargedGrams(IReadOnlyList<PackedUnits> parcel, int divisor)
    {
        Int128 actual = 0, cubicMillimetres = 0;
        foreach (var (size, quantity) in parcel)
        {
            actual += (Int128)size.WeightGrams * quantity;
            cubicMillimetres += (Int128)size.LengthMm * size.WidthMm * size.HeightMm * quantity;
        }

        // cm³ / divisor is kilograms, so mm³ / divisor is grams; a begun gram counts.
        var volumetric = divisor <= 0 ? 0 : (cubicMillimetres + divisor - 1) / divisor;
        return (long)Int128.Min(Int128.Max(actual, volumetric), long.MaxValue);
    }

    /// <summary>The tariff's price for a parcel; null when the parcel is too heavy for it.</summary>
    public static Money? Price(DeliveryTariff tariff, IReadOnlyList<PackedUnits> parcel, Money goodsTotal)
    {
        var grams = ChargedGrams(parcel, tariff.Divisor);
        if (TablePrice(tariff, grams) is not { } price) return null;
        if (tariff.FreeFrom is { } free && free.Currency == goodsTotal.Currency && goodsTotal >= free)
            return Money.Zero(price.Currency);

        return tariff.Handling is { } handling ? price + handling : price;
    }

    /// <summary>Every delivery the profiles offer to a destination, cheapest first; one offer per code.</summary>
    public static IReadOnlyList<PricedDelivery> Options(
        IEnumerable<IReadOnlyList<DeliveryZone>> profiles, Address destination, IReadOnlyList<PackedUnits> parcel,
        Money goodsTotal) =>
    [
        .. from zones in profiles
           let zone = Closest(zones, destination)
           where zone is not null
           from tariff in zone.Tariffs
           let price = Price(tariff, parcel, goodsTotal)
           where price is not null
           let offer = new PricedDelivery(tariff, price.Value)
           group offer by offer.Tariff.Code into same
           let cheapest = same.MinBy(o => o.Price.Minor)
           orderby cheapest.Price.Minor, cheapest.Tariff.MaxDays, cheapest.Tariff.Code
           select cheapest,
    ];

    /// <summary>The zone that describes a destination most closely; the earlier one among equals.</summary>
    public static DeliveryZone? Closest(IReadOnlyList<DeliveryZone> zones, Address destination)
    {
        DeliveryZone? closest = null;
        var best = 0;
        foreach (var zone in zones)
        {
            if (zone.Fit(destination) is var fit && fit > best) (closest, best) = (zone, fit);
        }

        return closest;
    }

    private static Money? TablePrice(DeliveryTariff tariff, long grams)
    {
        foreach (var step in tariff.Steps)
        {
            if (grams <= step.UpToGrams) return step.Price;
        }

        var last = tariff.Steps[^1];
        if (tariff.PerExtraKg is not { } perKg) return null;

        var extraKilograms = (grams - last.UpToGrams + 999) / 1000;
        return extraKilograms > MaxKilograms ? null : last.Price + perKg * (int)extraKilograms;
    }
}
