using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Contracts.Kit.Shipping;

/// <summary>What the contract needs to know of one carrier.</summary>
public abstract class CourierProviderScript : IAsyncDisposable
{
    /// <summary>The courier under test, pointed at <see cref="Server"/>, giving up after at most one second.</summary>
    public abstract ICourier Courier { get; }

    /// <summary>The carrier's wire; the contract makes it fail.</summary>
    public abstract ScriptedProvider Server { get; }

    /// <summary>Bookings the carrier has.</summary>
    public abstract int Bookings { get; }

    /// <summary>Bookings that were called off.</summary>
    public abstract int Cancellations { get; }

    /// <summary>A parcel the carrier takes.</summary>
    public abstract BookingRequest Served(string key);

    /// <summary>A parcel the carrier refuses for good.</summary>
    public abstract BookingRequest Refused(string key);

    /// <summary>A destination the carrier does not serve.</summary>
    public abstract Address Elsewhere { get; }

    /// <summary>What the carrier asks for a served parcel in this currency, minor units.</summary>
    public abstract long PriceIn(Currency currency);

    /// <summary>The parcel of a booking moves: handed over, then on its way, then delivered; the carrier tells them in any
    /// order.</summary>
    public abstract void Deliver(string reference);

    /// <summary>A genuine webhook with two events of a parcel (handed over, then delivered), signed at that time.</summary>
    public abstract CarrierWebhook Webhook(ShipmentId shipment, string reference, DateTimeOffset at);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
