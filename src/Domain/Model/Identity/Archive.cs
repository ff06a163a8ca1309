using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>A copy of everything kept about a person, made at their wish and good for some days.</summary>
public sealed class Archive : Aggregate<ArchiveId>
{
    private const string Machine = "archive";

    private Archive(ArchiveId id, UserId user, DateTimeOffset askedAt) : base(id) => (User, AskedAt) = (user, askedAt);

    public UserId User { get; private set; }
    public ArchiveState State { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Length of the ZIP in bytes.</summary>
    public int Length { get; private set; }

    public uint Version { get; private set; }

    public static Archive Ask(ArchiveId id, UserId user, DateTimeOffset at)
    {
        var archive = new Archive(id, user, at);
        archive.Record(new StateChange(Machine, id.Value, "ask", null, "PREPARING", null, at));
        archive.Raise(new ArchiveAsked(id, user, at));
        return archive;
    }

    /// <summary>It is packed and stored; told twice it means nothing more. True the first time.</summary>
    public bool Pack(int length, TimeSpan goodFor, DateTimeOffset at)
    {
        if (State != ArchiveState.Preparing) return false;

        (Length, ReadyAt, ExpiresAt) = (length, at, at + goodFor);
        Move(ArchiveState.Ready, "pack", at);
        return true;
    }

    /// <summary>The file may go.</summary>
    public void Expire(DateTimeOffset at)
    {
        if (State == ArchiveState.Expired) return;

        Move(ArchiveState.Expired, "expire", at);
        Raise(new ArchiveExpired(Id, at));
    }

    public bool IsGood(DateTimeOffset at) => State == ArchiveState.Ready && at < ExpiresAt;

    private void Move(ArchiveState to, string happened, DateTimeOffset at)
    {
        Record(new StateChange(Machine, Id.Value, happened, State.ToString().ToUpperInvariant(), to.ToString().ToUpperInvariant(), null, at));
        State = to;
    }
}

/// <summary>Where an archive stands.</summary>
public enum ArchiveState
{
    /// <summary>Being packed.</summary>
    Preparing,

    /// <summary>May be fetched.</summary>
    Ready,

    /// <summary>Gone.</summary>
    Expired,
}

/// <summary>Why an archive refuses.</summary>
public static class ArchiveErrors
{
    /// <summary>No such archive of this person.</summary>
    public static readonly Error NotFound = Error.NotFound("archive-not-found", "There is no such archive.");

    /// <summary>Another one is being packed.</summary>
    public static readonly Error Running = Error.Conflict("archive-preparing", "An archive is being prepared already.");

    /// <summary>Not packed yet.</summary>
    public static readonly Error NotReady = Error.Conflict("archive-not-ready", "The archive is not ready yet.");
}

/// <summary>Somebody wants a copy of their data.</summary>
public sealed record ArchiveAsked(ArchiveId Archive, UserId User, DateTimeOffset At) : IDomainEvent;

/// <summary>The file of an archive has to go.</summary>
public sealed record ArchiveExpired(ArchiveId Archive, DateTimeOffset At) : IDomainEvent;

/// <summary>All archives.</summary>
public interface IArchives
{
    Task<Archive?> Find(ArchiveId id, CancellationToken ct);

    /// <summary>The archives of a person that are not gone.</summary>
    Task<IReadOnlyList<Archive>> Of(UserId user, CancellationToken ct);

    /// <summary>Archives whose time is over.</summary>
    Task<IReadOnlyList<Archive>> Over(DateTimeOffset at, CancellationToken ct);

    void Add(Archive archive);
}
