using Marketplace.Kernel;

namespace Marketplace.Ports.Orders.Messages;

/// <summary>Units of one line of a seller order.</summary>
public sealed record LineUnits(int Line, OfferId? Offer, int Quantity);

/// <summary>A paid part waits for its seller; the acceptance timer runs until <paramref name="AcceptBy"/>.</summary>
[Message("seller-order.opened")]
public sealed record SellerOrderOpened(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Number, DateTimeOffset AcceptBy, bool AutoAccept) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The seller will fulfil; goods are to be handed over by <paramref name="ShipBy"/>.</summary>
[Message("seller-order.accepted")]
public sealed record SellerOrderAccepted(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Number, DateTimeOffset ShipBy) : IEvent
{
    /// <summary>When the part is cancelled for not having been handed over; the deadline itself when nothing else is said.</summary>
    public DateTimeOffset? CancelAt { get; init; }

    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The seller declined these units; the rest of the part lives on.</summary>
/// <param name="Decline">Id of this decline, the cause of its refund and restock.</param>
[Message("seller-order.declined")]
public sealed record SellerOrderLinesDeclined(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, Guid Decline, IReadOnlyList<LineUnits> Lines, string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>Goods are packed.</summary>
[Message("seller-order.ready"), ForOthers]
public sealed record SellerOrderReady(SellerOrderId SellerOrder, OrderId Order, ShopId Shop) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>A part is cancelled: paid money goes back for the named units (line 0 is delivery), stock returns.</summary>
/// <param name="Reason"><c>buyer</c>, <c>seller</c>, <c>shortage</c>, <c>not_accepted</c>, <c>not_shipped</c>, <c>lost</c>, <c>payment_expired</c>, <c>stock_short</c>.</param>
/// <param name="WasPaid">False when no money had covered the order yet.</param>
[Message("seller-order.cancelled")]
public sealed record SellerOrderCancelled(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Number, IReadOnlyList<LineUnits> Lines, string Reason,
    bool WasPaid) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The first parcel left; without carrier news for 14 days the buyer is asked.</summary>
[Message("seller-order.shipped")]
public sealed record SellerOrderShipped(SellerOrderId SellerOrder, OrderId Order, ShopId Shop) : IEvent
{
    /// <summary>When the buyer is asked if the carrier stays silent; 14 days from now when nothing else is said.</summary>
    public DateTimeOffset? AskAt { get; init; }

    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>All parcels arrived; the confirmation timer runs until <paramref name="ConfirmBy"/>.</summary>
[Message("seller-order.delivered")]
public sealed record SellerOrderDelivered(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Number, DateTimeOffset ConfirmBy) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>Receipt is confirmed or the timer passed without a hold: escrow is released.</summary>
[Message("seller-order.completed")]
public sealed record SellerOrderCompleted(SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>Every unit of the part came back.</summary>
[Message("seller-order.returned")]
public sealed record SellerOrderReturned(SellerOrderId SellerOrder, OrderId Order, ShopId Shop) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>A reason not to release or pay out: <c>dispute</c>, <c>risk</c>, <c>kyc</c>, <c>manual</c>, <c>return</c>; lifted when <paramref name="On"/> is false.</summary>
[Message("seller-order.hold-changed")]
public sealed record SellerOrderHoldChanged(SellerOrderId SellerOrder, OrderId Order, string Hold, Guid Cause, bool On) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>A waiting time of a part ran out: <c>Acceptance</c>, <c>Shipment</c>, <c>Silence</c>, <c>Confirmation</c> or <c>CancelAnswer</c>; harmless when it moved on.</summary>
[Message("seller-order.time-out")]
public sealed record SellerOrderTimeOut(SellerOrderId SellerOrder, OrderId Order, string Timer) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>A parcel of the part had news meanwhile: the carrier's silence counts anew until <paramref name="AskAt"/>.</summary>
[Message("seller-order.carrier-wait")]
public sealed record SellerOrderCarrierWait(SellerOrderId SellerOrder, OrderId Order, DateTimeOffset AskAt) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The carrier was silent for too long: the buyer is asked whether the goods arrived.</summary>
[Message("seller-order.receipt-asked")]
public sealed record SellerOrderReceiptAsked(SellerOrderId SellerOrder, OrderId Order, UserId Buyer, string Number) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}
