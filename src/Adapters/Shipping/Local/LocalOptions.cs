using System.ComponentModel.DataAnnotations;

namespace Marketplace.Adapters.Shipping.Local;

/// <summary>Settings of the local courier service (<c>Adapters:Shipping:local</c>).</summary>
internal sealed class LocalOptions
{
    /// <summary>How long a dispatcher may think when nothing else is said.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>An outside dispatcher that moves the parcels; without it the marketplace's own courier tasks do.</summary>
    public Uri? DispatchUrl { get; set; }

    /// <summary>How long the dispatcher may think.</summary>
    public TimeSpan Timeout { get; set; } = Patience;

    /// <summary>Signs what goes to the dispatcher and proves what comes from it; without it no news is believed.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Heaviest parcel a courier carries.</summary>
    [Range(1, 1_000_000)]
    public int MaxWeightGrams { get; set; } = 30_000;

    /// <summary>Price tables by currency.</summary>
    public List<TariffOptions> Tariffs { get; set; } = [];
}

/// <summary>One currency's tariff; amounts in its minor unit.</summary>
internal sealed class TariffOptions
{
    /// <summary>ISO 4217 code.</summary>
    [Required]
    public string Currency { get; set; } = "";

    /// <summary>Lowest price.</summary>
    public long MinPrice { get; set; }

    /// <summary>Price of any trip.</summary>
    public long Base { get; set; }

    /// <summary>Price of a kilometre.</summary>
    public long PerKm { get; set; }

    /// <summary>Price of each begun kilogram above the included weight.</summary>
    public long PerKg { get; set; }

    /// <summary>Weight the base price includes.</summary>
    public int IncludedGrams { get; set; } = 1000;

    /// <summary>Goods worth this much travel for nothing.</summary>
    public long? FreeFrom { get; set; }

    /// <summary>Cubic centimetres that weigh a kilogram.</summary>
    public int Divisor { get; set; } = 5000;

    /// <summary>Length of a trip within a city.</summary>
    public int CityKm { get; set; } = 8;

    /// <summary>Length of a trip within a region.</summary>
    public int RegionKm { get; set; } = 40;
}
