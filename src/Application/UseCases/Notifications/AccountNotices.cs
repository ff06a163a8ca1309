using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity.Messages;
using Marketplace.Ports.Notifications;

namespace Marketplace.Application.Notifications;

/// <summary>A new account is greeted.</summary>
public sealed class WelcomeWhenUserRegistered(INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock)
    : IReaction<UserRegistered>
{
    /// <inheritdoc/>
    public Task<Result> Handle(UserRegistered happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.User, "welcome", Reach.InApp, clock.GetUtcNow()));
}

/// <summary>The owner hears of a sign-in on a new device, wherever they can be reached.</summary>
public sealed class WarnWhenUserSignedInOnNewDevice(
    INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock) : IReaction<UserSignedInOnNewDevice>
{
    /// <inheritdoc/>
    public Task<Result> Handle(UserSignedInOnNewDevice happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.User, "new-device", Reach.Everywhere, clock.GetUtcNow(), ("device", happened.Device)));
}
