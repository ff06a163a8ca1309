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

/// <summary>A parcel exists with these units of a seller order.</summary>
[Message("shipment.created"), ForOthers]
public sealed record ShipmentCreated(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Carrier, IReadOnlyList<LineUnits> Lines) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel moved: a status of product §4.8 in upper snake (<c>HANDED_OVER</c>, <c>IN_TRANSIT</c>, …).</summary>
[Message("shipment.updated")]
public sealed record ShipmentUpdated(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Status, string Carrier, string? TrackingNumber,
    IReadOnlyList<LineUnits> Lines, DateTimeOffset At) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel arrived with proof.</summary>
[Message("shipment.delivered")]
public sealed record ShipmentDelivered(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, IReadOnlyList<LineUnits> Lines, DateTimeOffset At) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A parcel is lost or came back: <c>LOST</c> or <c>RETURNED</c>.</summary>
[Message("shipment.failed")]
public sealed record ShipmentFailed(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, string Outcome, IReadOnlyList<LineUnits> Lines, DateTimeOffset At) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>A courier's task changed its state.</summary>
[Message("courier.task-changed"), ForOthers]
public sealed record CourierTaskChanged(CourierTaskId Task, ShipmentId Shipment, CourierId? Courier, string State) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Task.Value;
}
