using Marketplace.Kernel;
using Marketplace.Ports.Catalog;

namespace Marketplace.Ports.Shipping;

/// <summary>Moves parcels with one carrier.</summary>
/// <remarks>Implementations pass <c>CourierContract</c>: they translate and report; retries and states belong to the application.</remarks>
public interface ICourier : IExternalPort
{
    /// <summary>The carrier's live prices for a parcel; empty when it does not serve the destination.</summary>
    Task<RateOutcome> Rates(RateRequest request, CancellationToken ct);

    /// <summary>Books a parcel (buys a label, creates a task). Repeating a key must not book twice.</summary>
    Task<BookingOutcome> Book(BookingRequest request, CancellationToken ct);

    /// <summary>Calls a booking off before hand-over.</summary>
    Task<BookingOutcome> Cancel(ShipmentId shipment, string reference, CancellationToken ct);

    /// <summary>The carrier's whole history of a parcel, oldest first.</summary>
    Task<TrackingOutcome> Track(ShipmentId shipment, string reference, CancellationToken ct);

    /// <summary>Reads a webhook; null when it does not prove where it came from.</summary>
    CarrierNews? Read(CarrierWebhook webhook);
}

/// <summary>A parcel to price.</summary>
public sealed record RateRequest(Address From, Address To, IReadOnlyList<ParcelSize> Parcels, Money DeclaredValue);

/// <summary>A parcel to book; <paramref name="Key"/> is derived from the shipment.</summary>
public sealed record BookingRequest(
    ShipmentId Shipment, string Service, Address From, Address To, IReadOnlyList<ParcelSize> Parcels, Money DeclaredValue, string Key);

/// <summary>What the carrier said of a price question.</summary>
public abstract record RateOutcome
{
    /// <summary>Services with prices.</summary>
    public sealed record Offered(IReadOnlyList<CarrierRate> Rates) : RateOutcome;

    /// <summary>Not served or refused, with the carrier's code.</summary>
    public sealed record Refused(string Code) : RateOutcome;

    /// <summary>No answer in time.</summary>
    public sealed record Unavailable(string Why) : RateOutcome;
}

/// <summary>One service's price and days.</summary>
public sealed record CarrierRate(string Service, Money Price, int MinDays, int MaxDays);

/// <summary>What the carrier said of a booking.</summary>
public abstract record BookingOutcome
{
    /// <summary>Booked: the carrier's reference, tracking number and label, if it makes one.</summary>
    public sealed record Booked(string Reference, string TrackingNumber, Uri? Label) : BookingOutcome;

    /// <summary>Called off.</summary>
    public sealed record Cancelled : BookingOutcome;

    /// <summary>Refused, with the carrier's code.</summary>
    public sealed record Refused(string Code, string Message) : BookingOutcome;

    /// <summary>Nobody knows: repeat with the same key.</summary>
    public sealed record Unknown(string Why) : BookingOutcome;
}

/// <summary>What the carrier said of a parcel's way.</summary>
public abstract record TrackingOutcome
{
    /// <summary>All events, oldest first.</summary>
    public sealed record Found(IReadOnlyList<CarrierEvent> Events) : TrackingOutcome;

    /// <summary>Unknown to the carrier.</summary>
    public sealed record NotFound : TrackingOutcome;

    /// <summary>No answer in time.</summary>
    public sealed record Unavailable(string Why) : TrackingOutcome;
}

/// <summary>One event: a status of product §4.8 in upper snake, the carrier's own code and time.</summary>
public sealed record CarrierEvent(string EventId, string Status, string CarrierCode, DateTimeOffset At, string? Place);

/// <summary>A carrier's webhook as it came.</summary>
public sealed record CarrierWebhook(ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers, DateTimeOffset At);

/// <summary>Genuine news of one parcel.</summary>
public sealed record CarrierNews(string EventId, ShipmentId Shipment, string Reference, IReadOnlyList<CarrierEvent> Events);
