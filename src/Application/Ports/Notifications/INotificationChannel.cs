using Marketplace.Kernel;

namespace Marketplace.Ports.Notifications;

/// <summary>Carries one message to one person over one channel.</summary>
/// <remarks>Implementations pass <c>NotificationChannelContract</c>; preferences, templates and retries belong to the application.</remarks>
public interface INotificationChannel : IExternalPort
{
    /// <summary>The channel's kind: <c>email</c>, <c>sms</c>, <c>telegram</c>, <c>push</c>.</summary>
    string Kind { get; }

    /// <summary>Sends; repeating a key must not reach the person twice where the provider allows it.</summary>
    Task<SendOutcome> Send(OutgoingMessage message, CancellationToken ct);
}

/// <summary>A rendered message; <paramref name="Key"/> is the notification's id.</summary>
public sealed record OutgoingMessage(NotificationId Key, string To, string Subject, string Text, string? Html, string Locale);

/// <summary>What the channel said.</summary>
public abstract record SendOutcome
{
    /// <summary>Taken over, with the provider's id.</summary>
    public sealed record Sent(string Reference) : SendOutcome;

    /// <summary>The address is bad for good.</summary>
    public sealed record Bounced(string Code) : SendOutcome;

    /// <summary>Not now; try again.</summary>
    public sealed record Failed(string Why) : SendOutcome;
}
