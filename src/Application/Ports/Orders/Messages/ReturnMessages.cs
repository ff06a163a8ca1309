using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;

namespace Marketplace.Ports.Orders.Messages;

/// <summary>A buyer wants to send goods back; a hold <c>return</c> is on unreleased money.</summary>
[Message("return.requested")]
public sealed record ReturnRequested(
    ReturnId Return, SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, IReadOnlyList<LineUnits> Lines, string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;

    /// <summary>When the return is approved without the seller.</summary>
    public DateTimeOffset DecideBy { get; init; }
}

/// <summary>The goods may be sent.</summary>
[Message("return.approved")]
public sealed record ReturnApproved(ReturnId Return, SellerOrderId SellerOrder, OrderId Order, UserId Buyer) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;

    /// <summary>When the return expires unless the goods were sent.</summary>
    public DateTimeOffset SendBy { get; init; }
}

/// <summary>The goods are on their way back.</summary>
[Message("return.sent")]
public sealed record ReturnSent(ReturnId Return, SellerOrderId SellerOrder) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;

    /// <summary>When the goods count as arrived without the seller's word.</summary>
    public DateTimeOffset ArriveBy { get; init; }
}

/// <summary>The goods arrived; the inspection timer runs.</summary>
[Message("return.received")]
public sealed record ReturnReceived(ReturnId Return, SellerOrderId SellerOrder) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;

    /// <summary>When everything is accepted without the seller.</summary>
    public DateTimeOffset InspectBy { get; init; }
}

/// <summary>The return is over: <c>CLOSED</c>, <c>REJECTED</c>, <c>CANCELLED</c>, <c>EXPIRED</c> or <c>DISPUTED</c>.</summary>
[Message("return.closed")]
public sealed record ReturnClosed(ReturnId Return, SellerOrderId SellerOrder, OrderId Order, UserId Buyer, string Outcome) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The buyer's money is due for these units (line 0 is the original delivery), and this becomes of the goods.</summary>
[Message("return.refund-due")]
public sealed record ReturnRefundDue(
    ReturnId Return, SellerOrderId SellerOrder, OrderId Order, IReadOnlyList<LineUnits> Lines, IReadOnlyList<StockLineFate> Goods,
    string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The seller did not decide in time. Harmless when he did.</summary>
[Message("return.approve-by-time")]
public sealed record ApproveReturnByTime(ReturnId Return) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The goods were not sent in time. Harmless when they were.</summary>
[Message("return.expire")]
public sealed record ExpireReturn(ReturnId Return) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The sent goods count as arrived; the inspection time begins. Harmless when they did.</summary>
[Message("return.receive-by-time")]
public sealed record ReceiveReturnByTime(ReturnId Return) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The seller did not inspect in time. Harmless when he did.</summary>
[Message("return.accept-by-time")]
public sealed record AcceptReturnByTime(ReturnId Return) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}

/// <summary>The money went back: the return is over and its units are counted. Harmless when repeated.</summary>
[Message("return.close")]
public sealed record CloseReturn(ReturnId Return) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}
