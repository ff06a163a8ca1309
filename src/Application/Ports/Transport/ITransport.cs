namespace Marketplace.Ports.Transport;

/// <summary>Carries messages between contexts and hosts: at least once, in order per queue and subject.</summary>
/// <remarks>Implementations pass <c>TransportContract</c>. The outbox before it and the once-table behind it make effects happen once.</remarks>
public interface ITransport : IExternalPort
{
    /// <summary>Makes queues and what they want known, before anything is published; replaces what a queue wanted before.</summary>
    Task Declare(IReadOnlyList<Subscription> queues, CancellationToken ct);

    /// <summary>Takes the messages over; when it returns they survive a crash. Repeating an id is harmless.</summary>
    Task Publish(IReadOnlyList<Envelope> batch, CancellationToken ct);

    /// <summary>Delivers messages of the given queues until cancelled; then finishes what is in hand and returns.</summary>
    Task Listen(IReadOnlyList<Subscription> queues, DeliveryHandler handle, CancellationToken ct);

    /// <summary>Messages given up on, newest first.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLetters(string? queue, int limit, CancellationToken ct);

    /// <summary>Puts a dead letter back into its queue; false when there is none of that id.</summary>
    Task<bool> Replay(string queue, Guid message, CancellationToken ct);
}

/// <summary>Handles one delivery and says what shall become of it.</summary>
public delegate Task<Verdict> DeliveryHandler(Delivery delivery, CancellationToken ct);

/// <summary>A CloudEvents 1.0 envelope; <see cref="Data"/> is the JSON of the message record.</summary>
public sealed record Envelope(
    Guid Id, string Type, int DataVersion, Guid Subject, Guid Correlation, Guid? Causation,
    DateTimeOffset Time, string? TraceParent, string Market, string Data);

/// <summary>A queue and the message types it wants.</summary>
public sealed record Subscription(string Queue, IReadOnlyList<string> Types);

/// <summary>One attempt to deliver one message to one queue; attempts count from 1.</summary>
public sealed record Delivery(string Queue, Envelope Envelope, int Attempt)
{
    /// <summary>Where an enlisting transport keeps it; null when it cannot be settled in the handler's transaction.</summary>
    public long? Row { get; init; }
}

/// <summary>What becomes of a delivery.</summary>
public abstract record Verdict
{
    /// <summary>Handled (or already handled before): forget it, unless the handler's transaction has settled it.</summary>
    public sealed record Done(bool Settled = false) : Verdict;

    /// <summary>Try again: five times at once, then after 10 s, 1 min, 10 min, 1 h, then dead letter (quality R15).</summary>
    public sealed record Retry(string Reason) : Verdict;

    /// <summary>Trying again is pointless: dead letter now.</summary>
    public sealed record Dead(string Reason) : Verdict;
}

/// <summary>A message given up on, with the reason of the last attempt.</summary>
public sealed record DeadLetter(string Queue, Envelope Envelope, int Attempts, string Reason, DateTimeOffset At);
