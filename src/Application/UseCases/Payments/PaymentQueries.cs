using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>How an order is being paid; for its buyer, or for staff when no buyer is named.</summary>
public sealed record GetOrderPayment(OrderId Order, UserId? Buyer);

/// <summary>One payment; for its buyer, or for staff when no buyer is named.</summary>
public sealed record GetPayment(PaymentId Payment, UserId? Buyer);

/// <summary>What the buyer has to do next, if anything: go to an address to confirm.</summary>
public sealed record NextAction(string Kind, string Url);

/// <summary>A payment as its buyer sees it.</summary>
/// <param name="Settled">False while something may still happen without the buyer: ask again or wait.</param>
public sealed record PaymentView(
    Guid Id, Guid OrderId, string Status, Money Amount, string Provider, string Method, NextAction? NextAction, string? DeclineCode,
    Money Captured, Money Refunded, string Chargeback, DateTimeOffset PayBy, DateTimeOffset CreatedAt, bool Settled);

/// <summary>An order's money as its buyer sees it: the newest payment first in <paramref name="Payment"/>.</summary>
/// <param name="Status">State of the collection: <c>OPEN</c>, <c>COVERED</c>, <c>EXPIRED</c>, <c>ABANDONED</c>.</param>
public sealed record OrderPaymentView(Guid OrderId, string Status, Money Total, PaymentView Payment, IReadOnlyList<PaymentView> Earlier);

/// <summary>The ways to pay that the market offers.</summary>
public sealed record ListPaymentMethods;

/// <summary>One way to pay.</summary>
public sealed record PaymentMethodView(string Provider, string Method, string Title);

/// <summary>Refunds, newest first.</summary>
/// <param name="Shop">Only a shop's own.</param>
/// <param name="Statuses">Only in these states; empty for all.</param>
public sealed record ListRefunds(ShopId? Shop, OrderId? Order, IReadOnlyList<string> Statuses, PageRequest Page);

/// <summary>One refund, of a shop's own if one is named.</summary>
public sealed record GetRefund(RefundId Refund, ShopId? Shop);

/// <summary>A refund as staff and sellers see it.</summary>
public sealed record RefundView(
    Guid Id, Guid OrderId, Guid? SellerOrderId, Guid PaymentId, string Status, Money Amount, string Reason, string RequestedBy,
    string? Reference, string? FailureCode, int Tries, IReadOnlyList<RefundLineView> Lines, DateTimeOffset CreatedAt);

/// <summary>One line of a refund.</summary>
public sealed record RefundLineView(int Line, int Quantity, Money Amount);
