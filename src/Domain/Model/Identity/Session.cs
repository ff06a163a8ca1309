using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>One sign-in on one device; every token handed out for it dies with it.</summary>
/// <remarks>Its times are real times: moving a sandbox market's clock signs nobody out.</remarks>
public sealed class Session : Aggregate<SessionId>
{
    /// <summary>Ends a session whatever happens.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Ends a session nobody uses.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromDays(14);

    /// <summary>Sessions an account may have; one more ends the oldest.</summary>
    public const int MostPerAccount = 20;

    private Session(SessionId id, UserId user, string device, DateTimeOffset startedAt) : base(id) =>
        (User, Device, StartedAt) = (user, device, startedAt);

    public UserId User { get; private set; }

    [Personal]
    public string Device { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset SeenAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndReason { get; private set; }

    /// <summary>When the person last proved on this device who they are; null for the sign-in itself.</summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    /// <summary>The network it was opened from, without the part that names one machine.</summary>
    [Personal]
    public string? Network { get; private set; }

    /// <summary>A hash over what it is bound to at the client; null when it may be renewed from anywhere.</summary>
    public string? Binding { get; private set; }

    public uint Version { get; private set; }

    public static Session Start(
        SessionId id, UserId user, string device, DateTimeOffset at, string? network = null, string? binding = null)
    {
        var session = new Session(id, user, device, at) { SeenAt = at, Network = network, Binding = binding };
        session.Record(new StateChange("session", id.Value, "sign-in", null, "LIVING", null, at));
        session.Raise(new SessionStarted(user, id, device, at));
        return session;
    }

    public bool Lives(DateTimeOffset at) => EndedAt is null && at < UsableUntil;

    /// <summary>Until when the session may be renewed if nobody ends it.</summary>
    public DateTimeOffset UsableUntil =>
        StartedAt + Longest < SeenAt + LongestIdle ? StartedAt + Longest : SeenAt + LongestIdle;

    public Result Renew(DateTimeOffset at)
    {
        if (!Lives(at)) return SessionErrors.Over;

        SeenAt = at;
        return Result.Ok;
    }

    /// <summary>The person proved again who they are.</summary>
    public Result Prove(DateTimeOffset at)
    {
        if (!Lives(at)) return SessionErrors.Over;

        ProvedAt = at;
        return Result.Ok;
    }

    public Result End(string reason, DateTimeOffset at)
    {
        if (EndedAt is not null) return Result.Ok;

        (EndedAt, EndReason) = (at, reason);
        Record(new StateChange("session", Id.Value, "end", "LIVING", "ENDED", reason, at));
        return Result.Ok;
    }
}

/// <summary>Somebody signed in.</summary>
public sealed record SessionStarted(UserId User, SessionId Session, string Device, DateTimeOffset At) : IDomainEvent;
