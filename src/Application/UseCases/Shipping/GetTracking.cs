using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>The way of one parcel for its buyer, its seller or staff.</summary>
public sealed record GetTracking(ShipmentId Shipment, ParcelViewer Viewer);

/// <summary>The way of a parcel for whoever knows its number and its tracking code.</summary>
public sealed record GetTrackingByNumber(string Number, string Code);

/// <summary>Where a parcel is and was, oldest first by the carrier's time; no names, no addresses.</summary>
public sealed record TrackingView(
    string Number, string Status, string Carrier, string? TrackingNumber, string Country, string City, int Attempts,
    IReadOnlyList<TrackingEvent> Events, DateTimeOffset UpdatedAt);

/// <summary>One event of a parcel's way.</summary>
public sealed record TrackingEvent(string Status, string Code, DateTimeOffset At, string? Place);

/// <summary>The delivery codes of a buyer's order.</summary>
public sealed record ListDeliveryCodes(OrderId Order, UserId Buyer);

/// <summary>The code to tell the courier at the door; null once the parcel is delivered or out of reach.</summary>
public sealed record DeliveryCodeView(
    ShipmentId Shipment, string Number, string Status, string? Code, bool Locked, string TrackingCode);

/// <summary>The delivery codes of all parcels of an order.</summary>
public sealed record DeliveryCodesView(IReadOnlyList<DeliveryCodeView> Items);
