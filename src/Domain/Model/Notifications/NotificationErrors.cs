using Marketplace.Kernel;

namespace Marketplace.Domain.Notifications;

/// <summary>Refusals of notifications.</summary>
public static class NotificationErrors
{
    /// <summary>It was sent or given up before.</summary>
    public static Error NotWaiting(NotificationStatus status) =>
        Error.InvalidTransition("notification", status.ToString(), "deliver", "QUEUED", "RETRY");

    /// <summary>No such notification.</summary>
    public static Error NotFound() => Error.NotFound("notification-not-found", "There is no such notification.");
}
