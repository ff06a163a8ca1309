using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>A person's wish to be forgotten, from the asking to the proof that it was done; one per account.</summary>
public sealed class Erasure : Aggregate<UserId>
{
    private const string Machine = "erasure";

    private Erasure(UserId id, DateTimeOffset askedAt) : base(id) => AskedAt = askedAt;

    public ErasureState State { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When it is carried out; until then its owner may think again.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Why it could not be carried out when it was due: codes only.</summary>
    public IReadOnlyList<string> Obstacles { get; private set; } = [];

    /// <summary>The contexts that have not let go yet.</summary>
    public IReadOnlyList<string> Remaining { get; private set; } = [];

    public DateTimeOffset? BegunAt { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public uint Version { get; private set; }

    public static Erasure Ask(UserId user, TimeSpan coolingOff, DateTimeOffset at)
    {
        var erasure = new Erasure(user, at);
        erasure.Wait(null, coolingOff, at);
        return erasure;
    }

    /// <summary>Asks again after thinking otherwise.</summary>
    public Result AskAgain(TimeSpan coolingOff, DateTimeOffset at)
    {
        if (State != ErasureState.Cancelled) return ErasureErrors.AlreadyAsked;

        AskedAt = at;
        Wait(Text(State), coolingOff, at);
        return Result.Ok;
    }

    public Result Cancel(DateTimeOffset at)
    {
        if (State is not (ErasureState.Waiting or ErasureState.Postponed)) return ErasureErrors.NothingToCancel;

        Move(ErasureState.Cancelled, "cancel", at);
        return Result.Ok;
    }

    /// <summary>Something is still open: it is tried again another day.</summary>
    public Result Postpone(IReadOnlyList<string> obstacles, DateTimeOffset at)
    {
        if (State is not (ErasureState.Waiting or ErasureState.Postponed)) return ErasureErrors.NothingToCancel;

        Obstacles = obstacles;
        if (State != ErasureState.Postponed) Move(ErasureState.Postponed, "postpone", at);
        return Result.Ok;
    }

    /// <summary>From here on there is no way back: the contexts let go one after the other.</summary>
    public Result Begin(IReadOnlyList<string> contexts, IReadOnlyList<ShopId> shops, DateTimeOffset at)
    {
        if (State is not (ErasureState.Waiting or ErasureState.Postponed) || at < DueAt) return ErasureErrors.NotDue;

        (Obstacles, Remaining, BegunAt) = ([], contexts, at);
        Move(ErasureState.Erasing, "begin", at);
        Raise(new ErasureBegun(Id, shops, at));
        return Result.Ok;
    }

    /// <summary>A context has let go; told twice it means nothing more.</summary>
    public void LetGo(string context, DateTimeOffset at)
    {
        if (State != ErasureState.Erasing) return;

        Remaining = [.. Remaining.Where(c => c != context)];
        if (Remaining.Count > 0) return;

        DoneAt = at;
        Move(ErasureState.Done, "finish", at);
    }

    private void Wait(string? from, TimeSpan coolingOff, DateTimeOffset at)
    {
        DueAt = at + coolingOff;
        State = ErasureState.Waiting;
        Record(new StateChange(Machine, Id.Value, "ask", from, Text(State), null, at));
    }

    private void Move(ErasureState to, string happened, DateTimeOffset at)
    {
        Record(new StateChange(Machine, Id.Value, happened, Text(State), Text(to), null, at));
        State = to;
    }

    private static string Text(ErasureState state) => state.ToString().ToUpperInvariant();
}

/// <summary>Where a wish to be forgotten stands.</summary>
public enum ErasureState
{
    /// <summary>Its owner may still think again.</summary>
    Waiting,

    /// <summary>Due, but something is still open.</summary>
    Postponed,

    /// <summary>Its owner thought again.</summary>
    Cancelled,

    /// <summary>The contexts are letting go.</summary>
    Erasing,

    /// <summary>Nothing of the person is left.</summary>
    Done,
}

/// <summary>Why an erasure refuses.</summary>
public static class ErasureErrors
{
    /// <summary>It was asked for already.</summary>
    public static readonly Error AlreadyAsked = Error.Conflict("erasure-already-asked", "You asked for this already.");

    /// <summary>It is not due.</summary>
    public static readonly Error NotDue = Error.Conflict("erasure-not-due", "The erasure is not due.");

    /// <summary>There is nothing that could be called off.</summary>
    public static readonly Error NothingToCancel = Error.NotFound("erasure-not-found", "No erasure is waiting.");

    /// <summary>Something has to end first.</summary>
    public static Error Blocked(IEnumerable<KeyValuePair<string, int>> matters) => Error.Conflict(
        "erasure-blocked", "Some of your affairs have to end first.") with
    {
        Facts = new Dictionary<string, object?> { ["openMatters"] = matters.ToDictionary(m => m.Key, m => m.Value) },
    };
}

/// <summary>The contexts have to let go of a person.</summary>
public sealed record ErasureBegun(UserId User, IReadOnlyList<ShopId> Shops, DateTimeOffset At) : IDomainEvent;

/// <summary>All wishes to be forgotten.</summary>
public interface IErasures
{
    Task<Erasure?> Find(UserId user, CancellationToken ct);

    /// <summary>Whose erasure is due.</summary>
    Task<IReadOnlyList<UserId>> Due(DateTimeOffset at, CancellationToken ct);

    void Add(Erasure erasure);
}
