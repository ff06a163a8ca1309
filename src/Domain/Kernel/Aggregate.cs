namespace Marketplace.Kernel;

/// <summary>A fact in the past tense, raised by an aggregate and private to its context.</summary>
public interface IDomainEvent;

/// <summary>One accepted move of a state machine, kept for ever: who and in which request is added when it is stored.</summary>
/// <param name="Machine">The machine's name (<c>order</c>, <c>seller-order</c>, <c>payment</c>).</param>
/// <param name="Subject">Id of the thing that moved.</param>
/// <param name="Event">What happened.</param>
/// <param name="From">State before; null for the first.</param>
/// <param name="To">State after.</param>
/// <param name="Reason">Reason code or sentence, if any.</param>
/// <param name="At">When, by the market's clock, UTC.</param>
public sealed record StateChange(
    string Machine, Guid Subject, string Event, string? From, string To, string? Reason, DateTimeOffset At);

/// <summary>An aggregate as the transaction sees it: news to announce and changes to remember.</summary>
public interface IAggregate
{
    /// <summary>Hands over the events raised since the last call.</summary>
    IReadOnlyList<IDomainEvent> TakeEvents();

    /// <summary>Hands over the state changes made since the last call.</summary>
    IReadOnlyList<StateChange> TakeChanges();
}

/// <summary>The boundary of one consistent change: loaded whole, changed by its methods, saved whole.</summary>
public abstract class Aggregate<TId> : IAggregate where TId : struct
{
    private List<IDomainEvent>? _events;
    private List<StateChange>? _changes;

    /// <summary>Starts an aggregate with its id.</summary>
    protected Aggregate(TId id) => Id = id;

    /// <summary>The aggregate's own id.</summary>
    public TId Id { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        var taken = (IReadOnlyList<IDomainEvent>?)_events ?? [];
        _events = null;
        return taken;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StateChange> TakeChanges()
    {
        var taken = (IReadOnlyList<StateChange>?)_changes ?? [];
        _changes = null;
        return taken;
    }

    /// <summary>Notes a fact for this context's announcements.</summary>
    protected void Raise(IDomainEvent happened) => (_events ??= []).Add(happened);

    /// <summary>Notes a move of a state machine for the history.</summary>
    protected void Record(StateChange change) => (_changes ??= []).Add(change);
}
