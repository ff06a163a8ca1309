using Marketplace.Kernel;

namespace Marketplace.Ports.Orders.Messages;

/// <summary>A buyer wants to send goods back; a hold <c>return</c> is on unreleased money.</summary>
[Message("return.requested")]
public sealed record ReturnRequested(
    ReturnId Return, SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, IReadOnlyList<LineUnits> Lines, string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The goods may be sent.</summary>
[Message("return.approved")]
public sealed record ReturnApproved(ReturnId Return, SellerOrderId SellerOrder, OrderId Order, UserId Buyer) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The goods are on their way back.</summary>
[Message("return.sent")]
public sealed record ReturnSent(ReturnId Return, SellerOrderId SellerOrder) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The goods arrived; the inspection timer runs.</summary>
[Message("return.received")]
public sealed record ReturnReceived(ReturnId Return, SellerOrderId SellerOrder) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The return is over: <c>CLOSED</c>, <c>REJECTED</c>, <c>CANCELLED</c>, <c>EXPIRED</c> or <c>DISPUTED</c>.</summary>
[Message("return.closed")]
public sealed record ReturnClosed(ReturnId Return, SellerOrderId SellerOrder, OrderId Order, UserId Buyer, string Outcome) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}
