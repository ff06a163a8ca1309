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

/// <summary>A parcel is paid at the door: its amount is asked for.</summary>
public sealed record CashAsked(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, IReadOnlyList<ParcelLine> Lines) : IDomainEvent;

/// <summary>A parcel that was to be paid at the door is not sent.</summary>
public sealed record CashNotAsked(ShipmentId Shipment, SellerOrderId SellerOrder) : IDomainEvent;

/// <summary>A parcel was paid at the door, or need not be.</summary>
public sealed record CashSettled(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, CourierId? Courier, DoorCash Cash, bool ByShop) : IDomainEvent;
