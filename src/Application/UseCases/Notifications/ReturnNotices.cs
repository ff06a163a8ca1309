using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Notifications;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Notifications;

/// <summary>The buyer may send the goods.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenReturnApproved(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<ReturnApproved>
{
    /// <inheritdoc/>
    public Task<Result> Handle(ReturnApproved happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "return-approved", Reach.Everywhere, clock.GetUtcNow(), ("return", happened.Return.ToString())));
}

/// <summary>The buyer knows how the return ended.</summary>
[JoinsCause]
public sealed class NotifyBuyerWhenReturnClosed(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<ReturnClosed>
{
    /// <inheritdoc/>
    public Task<Result> Handle(ReturnClosed happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Buyer, "return-closed", Reach.InApp, clock.GetUtcNow(), ("return", happened.Return.ToString()), ("outcome", happened.Outcome)));
}
