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
[Message("seller-order.returned"), ForOthers]
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
