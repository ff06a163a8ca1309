using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>Units travel in a parcel that is paid at the door; answered by <see cref="CashDue"/>.</summary>
[Message("cash.allot")]
public sealed record AllotCash(
    ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, IReadOnlyList<LineUnits> Lines) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>The parcel is not sent: its units and their money are free for another one.</summary>
[Message("cash.unallot")]
public sealed record UnallotCash(ShipmentId Shipment, SellerOrderId SellerOrder) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>What the buyer pays at the door for one parcel; all parcels and what was called off add up to the order.</summary>
[Message("cash.due")]
public sealed record CashDue(ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, Money Amount) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}

/// <summary>Money taken at doors reached the platform's till or bank.</summary>
/// <param name="Holder">Ledger account of the courier or shop that brought it.</param>
[Message("cash.handed-in"), ForOthers]
public sealed record CashHandedIn(CashHandInId HandIn, string Holder, Money Amount) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => HandIn.Value;
}
