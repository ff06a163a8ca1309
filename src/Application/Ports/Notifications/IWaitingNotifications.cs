using Marketplace.Kernel;

namespace Marketplace.Ports.Notifications;

/// <summary>What to send to whom over which channel.</summary>
public sealed record WaitingNotification(UserId User, string Topic, string Channel, IReadOnlyDictionary<string, string> Values);

/// <summary>Published query of Notifications: messages that wait for their channel.</summary>
public interface IWaitingNotifications
{
    /// <summary>The message; null when it is unknown or does not wait any more.</summary>
    Task<WaitingNotification?> Find(NotificationId id, CancellationToken ct);
}
