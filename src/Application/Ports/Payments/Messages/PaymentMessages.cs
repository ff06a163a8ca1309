using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>Collect an order's money: a payment is committed before any provider is called.</summary>
[Message("payment.collect")]
public sealed record CollectPayment(
    OrderId Order, string Number, UserId Buyer, Money Total, DateTimeOffset PayBy, PaymentChoice Choice,
    IReadOnlyList<PlacedSellerOrder> Shares) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The deadline passed: ask the provider, then answer <see cref="PaymentExpired"/>, <see cref="PaymentPending"/> or <see cref="OrderPaid"/>.</summary>
[Message("payment.expire")]
public sealed record ExpirePayment(OrderId Order) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The buyer gave the order up: void what is open, refund what was captured; late money is refunded too.</summary>
[Message("payment.abandon")]
public sealed record AbandonPayment(OrderId Order, string Reason) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Send back everything collected for an order that cannot be fulfilled (late money, stock gone).</summary>
[Message("payment.refund-order")]
public sealed record RefundOrder(OrderId Order, string Reason) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Refund units of a seller order's lines; once per cause.</summary>
/// <param name="Cause">Id of the decline, cancellation, return or manual refund.</param>
[Message("payment.refund-lines")]
public sealed record RefundLines(
    SellerOrderId SellerOrder, OrderId Order, Guid Cause, IReadOnlyList<LineUnits> Lines, string Reason) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;

    /// <inheritdoc/>
    public Guid Correlation => Cause;
}

/// <summary>Money is promised by the provider until a moment; counts as paid.</summary>
[Message("payment.authorized")]
public sealed record PaymentAuthorized(
    PaymentId Payment, OrderId Order, Money Amount, string Provider, string Method, DateTimeOffset Until) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;

    /// <inheritdoc/>
    public Guid Correlation => Payment.Value;
}

/// <summary>Money is with the platform's provider account and in escrow.</summary>
[Message("payment.captured")]
public sealed record PaymentCaptured(PaymentId Payment, OrderId Order, Money Amount, string Provider, string Method) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;

    /// <inheritdoc/>
    public Guid Correlation => Payment.Value;
}

/// <summary>A payment ended without money: <c>CANCELLED</c> or <c>EXPIRED</c>.</summary>
[Message("payment.cancelled")]
public sealed record PaymentClosed(PaymentId Payment, OrderId Order, string Status) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;

    /// <inheritdoc/>
    public Guid Correlation => Payment.Value;
}

/// <summary>The provider refused; the buyer may try another method until the deadline.</summary>
[Message("payment.failed")]
public sealed record PaymentFailed(PaymentId Payment, OrderId Order, UserId Buyer, string Number, string Code, bool Retryable) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The provider still works on it until the given time.</summary>
[Message("payment.pending")]
public sealed record PaymentPending(OrderId Order, DateTimeOffset Until) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>No money came and none will be accepted silently.</summary>
[Message("payment.expired")]
public sealed record PaymentExpired(OrderId Order) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The order's total is covered by captured or authorised money.</summary>
[Message("order.paid")]
public sealed record OrderPaid(OrderId Order, UserId Buyer, string Number, IReadOnlyList<PaymentId> Payments, Money Amount) : IEvent
{
    /// <summary>The buyer promised to pay at the door; no money has moved.</summary>
    public bool OnDelivery { get; init; }

    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Money will go back.</summary>
[Message("refund.requested"), ForOthers]
public sealed record RefundRequested(RefundId Refund, OrderId Order, SellerOrderId? SellerOrder, Guid Cause, Money Amount) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;

    /// <inheritdoc/>
    public Guid Correlation => Cause;
}

/// <summary>Money went back (or was never captured, then the amount is what the buyer no longer owes).</summary>
[Message("refund.succeeded")]
public sealed record RefundSucceeded(
    RefundId Refund, OrderId Order, SellerOrderId? SellerOrder, UserId Buyer, string Number, Guid Cause, IReadOnlyList<LineUnits> Lines,
    Money Amount) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;

    /// <inheritdoc/>
    public Guid Correlation => Cause;
}

/// <summary>The provider refuses to send money back; finance pays it by hand.</summary>
[Message("refund.failed"), ForOthers]
public sealed record RefundFailed(RefundId Refund, OrderId Order, Guid Cause, string Code) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;

    /// <inheritdoc/>
    public Guid Correlation => Cause;
}

/// <summary>A buyer's bank disputes a payment; the share is frozen.</summary>
[Message("chargeback.opened"), ForOthers]
public sealed record ChargebackOpened(PaymentId Payment, OrderId Order, Money Amount) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The bank decided: <c>won</c> or <c>lost</c>.</summary>
[Message("chargeback.closed"), ForOthers]
public sealed record ChargebackClosed(PaymentId Payment, OrderId Order, Money Amount, string Outcome) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}
