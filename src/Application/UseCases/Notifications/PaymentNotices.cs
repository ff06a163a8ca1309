using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Notifications;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Notifications;

/// <summary>The buyer has a proof that the money arrived, or knows what to have ready at the door.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenOrderPaid(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<OrderPaid>
{
    /// <inheritdoc/>
    public Task<Result> Handle(OrderPaid happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, happened.OnDelivery ? "order-on-delivery" : "order-paid", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number), Notices.Amount(happened.Amount)));
}

/// <summary>The buyer may try another way to pay.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenPaymentFailed(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<PaymentFailed>
{
    /// <inheritdoc/>
    public Task<Result> Handle(PaymentFailed happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "payment-failed", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number), ("reason", happened.Code)));
}

/// <summary>The buyer knows the money is on its way back.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenRefunded(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<RefundSucceeded>
{
    /// <inheritdoc/>
    public Task<Result> Handle(RefundSucceeded happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "refund-succeeded", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number), Notices.Amount(happened.Amount)));
}
