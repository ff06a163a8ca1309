using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;

namespace Marketplace.Adapters.Shipping.Local;

/// <summary>The courier service's own price: base, distance and charged weight, at least the minimum, nothing from a goods
/// total on.</summary>
internal static class LocalTariff
{
    /// <summary>The service's price for a parcel; empty where no courier goes.</summary>
    public static IReadOnlyList<CarrierRate> Rates(TariffOptions tariff, RateRequest request)
    {
        if (Kilometres(tariff, request.From, request.To) is not { } km) return [];

        var extraKg = (Math.Max(0, ChargedGrams(request.Parcels, tariff.Divisor) - tariff.IncludedGrams) + 999) / 1000;
        var minor = checked(
            (long)Int128.Max(tariff.MinPrice, tariff.Base + (Int128)tariff.PerKm * km + (Int128)tariff.PerKg * extraKg));
        var free = tariff.FreeFrom is { } from && request.DeclaredValue.Minor >= from;
        return [new CarrierRate("courier", new Money(free ? 0 : minor, request.DeclaredValue.Currency), 0,
            km <= tariff.CityKm ? 1 : 2)];
    }

    /// <summary>What the scales or the volume say, whichever is more.</summary>
    public static long ChargedGrams(IReadOnlyList<ParcelSize> parcels, int divisor)
    {
        Int128 grams = 0, volume = 0;
        foreach (var p in parcels)
        {
            grams += p.WeightGrams;
            volume += (Int128)p.LengthMm * p.WidthMm * p.HeightMm;
        }

        return (long)Int128.Max(grams, divisor <= 0 ? 0 : (volume + divisor - 1) / divisor);
    }

    // Without a map the trip's length is a setting: within a city, within a region; further nobody goes.
    private static int? Kilometres(TariffOptions tariff, Address from, Address to)
    {
        if (!Same(from.Country, to.Country)) return null;
        if (Same(from.City, to.City)) return tariff.CityKm;
        return from.Region != "" && Same(from.Region, to.Region) ? tariff.RegionKm : null;
    }

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
