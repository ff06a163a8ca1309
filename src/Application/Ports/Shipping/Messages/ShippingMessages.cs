using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Ports.Shipping.Messages;

/// <summary>Errand: book a parcel with its carrier.</summary>
[Message("shipment.book")]
public sealed record BookCourier(ShipmentId Shipment) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>Errand: tell a carrier that a booking is not wanted any more.</summary>
[Message("shipment.cancel-booking")]
public sealed record CancelBooking(ShipmentId Shipment, string Reference) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>Nobody fetched the parcel in time: it goes back. Harmless when it is not waiting any more.</summary>
[Message("shipment.return-stored")]
public sealed record ReturnStoredParcel(ShipmentId Shipment) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel exists with these units of a seller order.</summary>
[Message("shipment.created"), ForOthers]
public sealed record ShipmentCreated(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Carrier, IReadOnlyList<LineUnits> Lines) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel moved: a status of product §4.8 in upper snake (<c>HANDED_OVER</c>, <c>IN_TRANSIT</c>, …).</summary>
/// <remarks>Arrivals and losses are told by <see cref="ShipmentDelivered"/> and <see cref="ShipmentFailed"/>
/// instead.</remarks>
/// <param name="StoreUntil">How long a pickup point keeps it; only with <c>AT_PICKUP_POINT</c>.</param>
[Message("shipment.updated")]
public sealed record ShipmentUpdated(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Status, string Carrier, string? TrackingNumber,
    IReadOnlyList<LineUnits> Lines, DateTimeOffset At, DateTimeOffset? StoreUntil = null) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel arrived with proof.</summary>
[Message("shipment.delivered")]
public sealed record ShipmentDelivered(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, IReadOnlyList<LineUnits> Lines, DateTimeOffset At)
        : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel is lost or came back: <c>LOST</c> or <c>RETURNED</c>.</summary>
[Message("shipment.failed")]
public sealed record ShipmentFailed(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Outcome, IReadOnlyList<LineUnits> Lines,
    DateTimeOffset At) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel was paid at the door, or need not be.</summary>
/// <param name="Outcome"><c>COLLECTED</c>, <c>WAIVED</c> (the platform pays) or <c>GIVEN_AWAY</c> (the shop does without).</param>
/// <param name="Courier">Who has the money; null when the shop took it itself.</param>
/// <param name="Method"><c>CASH</c>, <c>CARD</c> or <c>QR</c>; null when nothing was taken.</param>
[Message("shipment.cash-settled")]
public sealed record ShipmentCashSettled(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Outcome, Money Amount, CourierId? Courier, string? Method)
        : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}
