using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Shipping;

namespace Marketplace.Adapters.Shipping.Local;

/// <summary>The market's own couriers as a carrier: tariff, bookings, and news from an outside dispatcher if there is
/// one.</summary>
public sealed class LocalAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Shipping";

    /// <inheritdoc/>
    public string Code => "local";

    /// <inheritdoc/>
    public void Register(AdapterServices services)
    {
        services.Options<LocalOptions>();
        var limits = CallLimits.Carriers with
        {
            Total = services.Settings["Timeout"] is { } text
            ? TimeSpan.Parse(text, null)
            : LocalOptions.Patience
        };
        services.Http<LocalOptions>(limits, (http, options) => http.BaseAddress = options.DispatchUrl)
            .Provides<ICourier, LocalCourier>();
    }
}
