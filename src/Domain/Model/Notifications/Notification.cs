using Marketplace.Kernel;

namespace Marketplace.Domain.Notifications;

/// <summary>One message to one person over one channel (product §4.12).</summary>
public sealed class Notification : Aggregate<NotificationId>
{
    /// <summary>Temporary failures after which a channel is given up.</summary>
    public const int Tries = 5;

    private Notification(
        NotificationId id, UserId user, string topic, string channel, IReadOnlyDictionary<string, string> values, DateTimeOffset createdAt)
        : base(id) => (User, Topic, Channel, Values, CreatedAt) = (user, topic, channel, values, createdAt);

    /// <summary>Whom it is for.</summary>
    public UserId User { get; private set; }

    /// <summary>What it is about; selects the template.</summary>
    public string Topic { get; private set; }

    /// <summary><c>in-app</c>, or the kind of an outside channel.</summary>
    public string Channel { get; private set; }

    /// <summary>Values for the template: numbers and ids, no personal data.</summary>
    [Personal]
    public IReadOnlyDictionary<string, string> Values { get; private set; }

    /// <summary>Market time.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where it is on its way.</summary>
    public NotificationStatus Status { get; private set; } = NotificationStatus.Queued;

    /// <summary>Failures so far.</summary>
    public int Failures { get; private set; }

    /// <summary>The provider's id of the message.</summary>
    public string? Reference { get; private set; }

    /// <summary>When the person saw it.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>A message inside the product: it has arrived as soon as it exists.</summary>
    public static Notification InApp(
        NotificationId id, UserId user, string topic, IReadOnlyDictionary<string, string> values, DateTimeOffset at) =>
        new(id, user, topic, "in-app", values, at) { Status = NotificationStatus.Sent };

    /// <summary>A message to be sent over an outside channel.</summary>
    public static Notification Outside(
        NotificationId id, UserId user, string topic, string channel, IReadOnlyDictionary<string, string> values, DateTimeOffset at)
    {
        var notification = new Notification(id, user, topic, channel, values, at);
        notification.Raise(new NotificationQueued(id));
        return notification;
    }

    /// <summary>The channel took it over.</summary>
    public Result Sent(string reference, DateTimeOffset at)
    {
        if (Status is not (NotificationStatus.Queued or NotificationStatus.Retry)) return NotificationErrors.NotWaiting(Status);

        Reference = reference;
        Move("sent", NotificationStatus.Sent, null, at);
        return Result.Ok;
    }

    /// <summary>There is nowhere to send it, or the address is bad for good.</summary>
    public Result Undeliverable(NotificationStatus end, string reason, DateTimeOffset at)
    {
        if (Status is not (NotificationStatus.Queued or NotificationStatus.Retry)) return NotificationErrors.NotWaiting(Status);
        if (end is not (NotificationStatus.Suppressed or NotificationStatus.Bounced))
            throw new ArgumentOutOfRangeException(nameof(end), end, "Only an end without delivery.");

        Move("undeliverable", end, reason, at);
        return Result.Ok;
    }

    /// <summary>The channel could not take it; true while it may be tried again.</summary>
    public Result<bool> Failed(string reason, DateTimeOffset at)
    {
        if (Status is not (NotificationStatus.Queued or NotificationStatus.Retry)) return NotificationErrors.NotWaiting(Status);

        Failures++;
        Move("failed", Failures < Tries ? NotificationStatus.Retry : NotificationStatus.Failed, reason, at);
        return Status == NotificationStatus.Retry;
    }

    private void Move(string happened, NotificationStatus to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange("notification", Id.Value, happened, Status.ToString(), to.ToString(), reason, at));
        Status = to;
    }
}

/// <summary>States of a notification.</summary>
public enum NotificationStatus
{
    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>Failed for now, will be tried again.</summary>
    Retry,

    /// <summary>The channel has it; an in-app message is there.</summary>
    Sent,

    /// <summary>The person saw it.</summary>
    Read,

    /// <summary>No address for the channel, or switched off.</summary>
    Suppressed,

    /// <summary>The address does not exist.</summary>
    Bounced,

    /// <summary>Given up after five tries.</summary>
    Failed,
}

/// <summary>A message waits for its channel.</summary>
public sealed record NotificationQueued(NotificationId Notification) : IDomainEvent;

/// <summary>Notifications by id.</summary>
public interface INotifications
{
    /// <summary>One notification; null when unknown.</summary>
    Task<Notification?> Find(NotificationId id, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(Notification notification);

    /// <summary>Marks everything a person has in the product as read; returns how many were new.</summary>
    Task<int> ReadAll(UserId user, DateTimeOffset at, CancellationToken ct);
}
