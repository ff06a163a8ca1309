using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Notifications;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Notifications;

/// <summary>The buyer sees the order at once.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenOrderCreated(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<OrderCreated>
{
    /// <inheritdoc/>
    public Task<Result> Handle(OrderCreated happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "order-created", Reach.InApp, clock.GetUtcNow(), ("number", happened.Number), Notices.Amount(happened.Total)));
}

/// <summary>The buyer can track the parcel.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenOrderShipped(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<OrderShipped>
{
    /// <inheritdoc/>
    public Task<Result> Handle(OrderShipped happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "order-shipped", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number), ("tracking", happened.TrackingNumber ?? "-")));
}

/// <summary>The buyer is asked to confirm receipt.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenOrderDelivered(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<OrderDelivered>
{
    /// <inheritdoc/>
    public Task<Result> Handle(OrderDelivered happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "order-delivered", Reach.InApp, clock.GetUtcNow(), ("number", happened.Number)));
}

/// <summary>The buyer learns that nothing will come, and why.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenOrderCancelled(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<OrderCancelled>
{
    /// <inheritdoc/>
    public Task<Result> Handle(OrderCancelled happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "order-cancelled", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number), ("reason", happened.Reason)));
}

/// <summary>The buyer knows whether the seller agreed to cancel.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenCancelAnswered(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<SellerOrderCancelAnswered>
{
    /// <inheritdoc/>
    public Task<Result> Handle(SellerOrderCancelAnswered happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "cancel-" + happened.Answer.ToLowerInvariant(), Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number)));
}

/// <summary>The carrier is silent: the buyer is asked whether the goods arrived.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenReceiptAsked(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<SellerOrderReceiptAsked>
{
    /// <inheritdoc/>
    public Task<Result> Handle(SellerOrderReceiptAsked happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "receipt-asked", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number)));
}
