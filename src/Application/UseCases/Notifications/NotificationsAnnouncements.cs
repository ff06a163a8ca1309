using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Notifications.Messages;

namespace Marketplace.Application.Notifications;

/// <summary>What Notifications tells: a waiting message is sent by the errand.</summary>
public sealed class NotificationsAnnouncements : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) =>
        happened is NotificationQueued queued ? [new SendNotification(queued.Notification)] : [];
}
