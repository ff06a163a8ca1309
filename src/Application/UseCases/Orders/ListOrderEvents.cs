using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The history of an order and its parts, oldest first.</summary>
/// <param name="Buyer">Null when support reads; support also sees who acted in which request.</param>
public sealed record ListOrderEvents(OrderId Order, UserId? Buyer);

/// <summary>The history of one part, oldest first.</summary>
/// <param name="Shop">Null when support reads; support also sees who acted in which request.</param>
public sealed record ListSellerOrderEvents(SellerOrderId SellerOrder, ShopId? Shop);

/// <summary>One accepted move.</summary>
public sealed record OrderEventView(
    string Machine, Guid Subject, string Event, string? From, string To, string? Reason, DateTimeOffset At, string Role,
    string? Actor,
    string? RequestId);

/// <summary>All moves of an order.</summary>
public sealed record OrderHistory(IReadOnlyList<OrderEventView> Items);
