using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>A parcel exists.</summary>
public sealed record ParcelPacked(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Carrier, IReadOnlyList<ParcelLine> Lines)
        : IDomainEvent;

/// <summary>A parcel's status changed.</summary>
public sealed record ParcelMoved(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, ShipmentStatus Status, string Carrier,
    string? TrackingNumber,
    IReadOnlyList<ParcelLine> Lines, DateTimeOffset At) : IDomainEvent;

/// <summary>A carrier has to be booked.</summary>
public sealed record BookingRequested(ShipmentId Shipment) : IDomainEvent;

/// <summary>A booking is not wanted any more.</summary>
public sealed record BookingWithdrawn(ShipmentId Shipment, string Reference) : IDomainEvent;

/// <summary>A courier's task changed its state.</summary>
public sealed record TaskMoved(
    CourierTaskId Task, ShipmentId Shipment, CourierId? Courier, CourierTaskState State, DateTimeOffset? OfferedUntil)
        : IDomainEvent;
