using Marketplace.Kernel;
using Marketplace.Ports;

namespace Marketplace.Application;

/// <summary>Changes one context in one transaction; never waits for the network. Started by HTTP or by a command message.</summary>
public interface IUseCase<in TRequest, TAnswer>
{
    /// <summary>Decides through the domain; a refusal discards every change.</summary>
    Task<Result<TAnswer>> Handle(TRequest request, CancellationToken ct);
}

/// <summary>Reads and changes nothing; its handler lives in Infrastructure and projects straight to the view.</summary>
public interface IQuery<in TRequest, TView>
{
    /// <summary>Answers with a view, or with not-found.</summary>
    Task<Result<TView>> Handle(TRequest request, CancellationToken ct);
}

/// <summary>What a context does because another announced something; one transaction, never the network.</summary>
public interface IReaction<in TEvent> where TEvent : IEvent
{
    /// <summary>Reacts; must tolerate late, repeated and reordered news.</summary>
    Task<Result> Handle(TEvent happened, CancellationToken ct);
}

/// <summary>The only code that may call a provider to change something: at least once, with no open transaction.</summary>
public interface IErrand<in TCommand> where TCommand : ICommand
{
    /// <summary>Calls the provider and hands its answer to a use case; <c>Unavailable</c> asks to be run again.</summary>
    Task<Result> Handle(TCommand command, CancellationToken ct);
}

/// <summary>
/// A handler that may run in the transaction that sends its message, where queue and data share a database; sagas always may. It must not
/// ask, beside the aggregates it loads by id, for anything its cause has changed. Elsewhere, or when it fails there, it runs alone as usual.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JoinsCauseAttribute : Attribute;

/// <summary>Turns a context's private events into promises to others; one class per context.</summary>
public interface IAnnouncements
{
    /// <summary>The messages to send because of a domain event; none when it stays private.</summary>
    IEnumerable<IMessage> Of(IDomainEvent happened);
}

/// <summary>Messages of a use case that answer a saga although no aggregate changed; they commit with the use case.</summary>
public interface IOutbox
{
    /// <summary>Queues a message for the commit.</summary>
    void Send(IMessage message);
}

/// <summary>The transaction behind a handler: everything it loaded and changed commits once, or is discarded.</summary>
public interface IUnitOfWork
{
    /// <summary>Announces, saves, remembers the invocation and commits; false when a twin of this invocation committed first.</summary>
    Task<CommitOutcome> Commit(string? answer, CancellationToken ct);

    /// <summary>Forgets every change and rolls back what was opened.</summary>
    Task Discard(CancellationToken ct);

    /// <summary>True when a handler's own statement failed only because others were at the same rows (deadlock, lock timeout).</summary>
    bool LostRace(Exception failure) => false;
}

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Everything is durable.</summary>
    Done,

    /// <summary>The same invocation committed before; nothing of this run remains.</summary>
    Repeated,

    /// <summary>Somebody changed the same thing meanwhile; nothing of this run remains and it may run again.</summary>
    Overtaken,
}

/// <summary>Remembers invocations that committed (quality R8–R11): inbox and HTTP idempotency in one.</summary>
public interface IOnce
{
    /// <summary>What an earlier run of this invocation answered; null when none committed.</summary>
    Task<Remembered?> Find(string scope, string key, CancellationToken ct);
}

/// <summary>An invocation that committed: the hash of its request and the JSON of its answer.</summary>
public sealed record Remembered(string RequestHash, string Answer);

/// <summary>Who runs this handler, why, and under which key it must run once; scoped, filled by the edge.</summary>
public sealed class Invocation
{
    /// <summary>Request or message id; shown in histories and logs.</summary>
    public string RequestId { get; set; } = "";

    /// <summary>From where the request came; unknown for messages.</summary>
    public ClientTrace Client { get; set; } = ClientTrace.Unknown;

    /// <summary>Method and route of the request; null for messages.</summary>
    public string? Action { get; set; }

    /// <summary>The sign-in the request belongs to.</summary>
    public Guid? Session { get; set; }

    /// <summary>The API key that acts for the account.</summary>
    public Guid? ActingKey { get; set; }

    /// <summary>Acting account, or <c>system</c>.</summary>
    public string Actor { get; set; } = "system";

    /// <summary>Role the actor acts in.</summary>
    public string Role { get; set; } = "system";

    /// <summary>Caller and operation, or the message handler; null when the run need not be remembered.</summary>
    public string? Scope { get; set; }

    /// <summary>The Idempotency-Key or the message id.</summary>
    public string? Key { get; set; }

    /// <summary>Hash over method, route, caller and body.</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>Whether an earlier run is looked up before the handler runs, because there is likely to be one; otherwise the commit finds out.</summary>
    public bool LookFirst { get; set; }

    /// <summary>True when the answer is a remembered one.</summary>
    public bool Replayed { get; set; }

    /// <summary>The message that caused this run, if any.</summary>
    public Guid? Causation { get; set; }

    /// <summary>Runs a part of the work as the system would, under no key of its own, and is itself again afterwards.</summary>
    public async Task<Result> AsSystem(Func<Task<Result>> part)
    {
        var (mine, system) = ((Invocation)MemberwiseClone(), new Invocation { RequestId = RequestId, Causation = Causation });
        Become(system);
        try
        {
            return await part();
        }
        finally
        {
            Become(mine);
        }
    }

    private void Become(Invocation other)
    {
        (Client, Action, Session, ActingKey) = (other.Client, other.Action, other.Session, other.ActingKey);
        (Actor, Role, Scope, Key) = (other.Actor, other.Role, other.Scope, other.Key);
        (RequestHash, LookFirst, Replayed) = (other.RequestHash, other.LookFirst, other.Replayed);
    }
}

/// <summary>What a request shows of its client.</summary>
/// <param name="Address">IP address as text; empty when unknown.</param>
/// <param name="Agent">The User-Agent header.</param>
public readonly record struct ClientTrace(string Address, string Agent)
{
    /// <summary>Nothing is known.</summary>
    public static ClientTrace Unknown { get; } = new("", "");
}
