using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>Who gets the delivery money: the shop for its own delivery, the platform under its carrier contracts.</summary>
public enum DeliveryPayee
{
    /// <summary>The shop delivers for its own money.</summary>
    Seller,

    /// <summary>A carrier delivers under the platform's contract.</summary>
    Platform,
}

/// <summary>Weight in grams and outer size in millimetres.</summary>
public sealed record ParcelMeasure(int WeightGrams, int LengthMm, int WidthMm, int HeightMm);

/// <summary>Units of one size that travel together.</summary>
public sealed record PackedUnits(ParcelMeasure Size, int Quantity);

/// <summary>A destination a zone covers: a country, a region of it, or cities whose name starts like this.</summary>
/// <param name="Region">Empty for the whole country.</param>
/// <param name="City">Beginning of the city's name; empty for every city.</param>
public sealed record ZoneArea(string Country, string Region = "", string City = "")
{
    /// <summary>How closely this area describes a destination; 0 when it does not cover it.</summary>
    public int Fit(Address destination)
    {
        if (!Same(Country, destination.Country)) return 0;
        if (City != "") return CoversRegion(destination) && Starts(destination.City, City) ? 1000 + City.Length : 0;
        if (Region != "") return CoversRegion(destination) ? 100 : 0;
        return 1;
    }

    private bool CoversRegion(Address destination) => Region == "" || Same(Region, destination.Region);

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool Starts(string text, string start) =>
        text.Trim().StartsWith(start.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>The price of a parcel up to a charged weight.</summary>
public sealed record WeightStep(int UpToGrams, Money Price);

/// <summary>One way of delivery with its table of prices.</summary>
/// <param name="Carrier">Code of the carrier that moves the parcel; <c>self</c> for the shop's own people.</param>
/// <param name="Steps">Prices by charged weight, lightest first.</param>
/// <param name="PerExtraKg">Price of each begun kilogram above the last step; null when heavier parcels are not
/// taken.</param>
/// <param name="Handling">Packing fee per parcel.</param>
/// <param name="FreeFrom">Goods total from which delivery costs nothing.</param>
/// <param name="Divisor">Cubic centimetres that weigh a kilogram; 0 when only the scales count.</param>
/// <param name="Pickup">The buyer collects the parcel.</param>
/// <param name="CashOnDelivery">The buyer may pay at the door; only own delivery and the market's couriers take money.</param>
public sealed record DeliveryTariff(
    string Carrier, string Service, string Name, DeliveryPayee Payee, int MinDays, int MaxDays,
    IReadOnlyList<WeightStep> Steps,
    Money? PerExtraKg = null, Money? Handling = null, Money? FreeFrom = null, int Divisor = 5000, bool Pickup = false,
    bool CashOnDelivery = false)
{
    /// <summary>Stable code of the option: carrier and service.</summary>
    public string Code => $"{Carrier}:{Service}";
}

/// <summary>Destinations that share tariffs.</summary>
public sealed record DeliveryZone(string Name, IReadOnlyList<ZoneArea> Areas, IReadOnlyList<DeliveryTariff> Tariffs)
{
    /// <summary>How closely the zone describes a destination; 0 when it does not cover it.</summary>
    public int Fit(Address destination) => Areas.Select(area => area.Fit(destination)).DefaultIfEmpty(0).Max();
}
