using Marketplace.Kernel;

namespace Marketplace.Ports.Notifications.Messages;

/// <summary>Errand: hand a waiting notification to its channel.</summary>
[Message("notification.send")]
public sealed record SendNotification(NotificationId Notification) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Notification.Value;
}
