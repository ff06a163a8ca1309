using Marketplace.Ports;

namespace Marketplace.Application;

/// <summary>A wake-up call a saga sets for itself; never leaves its context.</summary>
public interface ITimer : IMessage;

/// <summary>A saga as its host sees it: a pure function from state and message to the next step.</summary>
public interface ISaga
{
    /// <summary>Type of the state record.</summary>
    Type StateType { get; }

    /// <summary>Messages with at least one move.</summary>
    IReadOnlyCollection<Type> Messages { get; }

    /// <summary>Messages that begin a process.</summary>
    IReadOnlyCollection<Type> Starters { get; }

    /// <summary>The next step, or null when the message means nothing in this phase.</summary>
    IStep? React(object? state, IMessage message);

    /// <summary>The name of the phase a state is in, and whether the saga is over in it.</summary>
    (string Name, bool Ended) PhaseOf(object state);
}

/// <summary>One step as its host sees it.</summary>
public interface IStep
{
    /// <summary>The state after the step.</summary>
    object Next { get; }

    /// <summary>Messages to send.</summary>
    IReadOnlyList<IMessage> Sends { get; }

    /// <summary>Wake-up calls to set.</summary>
    IReadOnlyList<Wake> Wakes { get; }
}

/// <summary>A wake-up call: after a while or at a time, whichever is given.</summary>
public sealed record Wake(ITimer Timer, TimeSpan? After, DateTimeOffset? At);

/// <summary>The state after a move, what to send and when to wake; immutable.</summary>
public sealed record Step<TState>(TState State) : IStep where TState : class
{
    /// <inheritdoc/>
    public IReadOnlyList<IMessage> Sends { get; private init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<Wake> Wakes { get; private init; } = [];

    object IStep.Next => State;

    /// <summary>Also sends this message.</summary>
    public Step<TState> Send(IMessage message) => this with { Sends = [.. Sends, message] };

    /// <summary>Also wakes after a while of market time.</summary>
    public Step<TState> Wake(TimeSpan after, ITimer timer) => this with { Wakes = [.. Wakes, new Wake(timer, after, null)] };

    /// <summary>Also wakes at a moment of market time.</summary>
    public Step<TState> Wake(DateTimeOffset at, ITimer timer) => this with { Wakes = [.. Wakes, new Wake(timer, null, at)] };
}

/// <summary>A process over time as a table of moves: in this phase, on this message, become this state, send, wake.</summary>
public abstract class Saga<TState, TPhase>(Func<TState, TPhase> phase) : ISaga where TState : class where TPhase : struct, Enum
{
    private readonly Dictionary<Type, Func<IMessage, Step<TState>?>> _starts = [];
    private readonly Dictionary<(TPhase, Type), Func<TState, IMessage, Step<TState>?>> _moves = [];
    private readonly HashSet<TPhase> _ends = [];

    /// <inheritdoc/>
    public Type StateType => typeof(TState);

    /// <inheritdoc/>
    public IReadOnlyCollection<Type> Messages => _starts.Keys.Concat(_moves.Keys.Select(k => k.Item2)).ToHashSet();

    /// <inheritdoc/>
    public IReadOnlyCollection<Type> Starters => _starts.Keys;

    /// <summary>Every listed move, for the rules that check sagas.</summary>
    public IReadOnlyCollection<(TPhase Phase, Type Message)> Moves => _moves.Keys;

    /// <summary>Phases in which the process is over.</summary>
    public IReadOnlySet<TPhase> Ends => _ends;

    /// <summary>The next step, or null when the message means nothing in this phase (duplicates, late news).</summary>
    public Step<TState>? React(TState? state, IMessage message)
    {
        if (state is null) return _starts.TryGetValue(message.GetType(), out var start) ? start(message) : null;
        return _moves.TryGetValue((phase(state), message.GetType()), out var move) ? move(state, message) : null;
    }

    IStep? ISaga.React(object? state, IMessage message) => React((TState?)state, message);

    (string Name, bool Ended) ISaga.PhaseOf(object state) =>
        (phase((TState)state).ToString(), _ends.Contains(phase((TState)state)));

    /// <summary>A message that begins the process.</summary>
    protected void Start<TMessage>(Func<TMessage, Step<TState>?> move) where TMessage : IMessage =>
        _starts.Add(typeof(TMessage), m => move((TMessage)m));

    /// <summary>A move: in this phase, on this message.</summary>
    protected void When<TMessage>(TPhase during, Func<TState, TMessage, Step<TState>?> move) where TMessage : IMessage =>
        _moves.Add((during, typeof(TMessage)), (s, m) => move(s, (TMessage)m));

    /// <summary>Phases in which the process is over; late messages may still have moves there.</summary>
    protected void End(params TPhase[] phases) => _ends.UnionWith(phases);

    /// <summary>Becomes this state.</summary>
    protected static Step<TState> To(TState state) => new(state);
}
