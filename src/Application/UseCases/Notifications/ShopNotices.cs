using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Notifications;
using Marketplace.Ports.Sellers.Messages;

namespace Marketplace.Application.Notifications;

/// <summary>The owner may start selling.</summary>
[JoinsCause]
public sealed class NotifyOwnerWhenShopActivated(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<SellerActivated>
{
    /// <inheritdoc/>
    public Task<Result> Handle(SellerActivated happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.Owner, "shop-activated", Reach.Everywhere, clock.GetUtcNow(), ("shop", happened.Name)));
}
