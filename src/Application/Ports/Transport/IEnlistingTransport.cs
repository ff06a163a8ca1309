using System.Data.Common;

namespace Marketplace.Ports.Transport;

/// <summary>
/// A transport whose queues lie in the marketplace's own database: it takes messages in the transaction that causes them and forgets a
/// delivery in the transaction that handled it, so it needs neither the outbox before it nor the once-table behind it.
/// </summary>
public interface IEnlistingTransport : ITransport
{
    /// <summary>
    /// Adds to a batch of the causing transaction what stores these messages, all but the deliveries handled in it; dispose the enlistment
    /// when all is over. Fails with <see cref="OutOfTurn"/> when an earlier message of a handled one's queue and subject still waits.
    /// </summary>
    IEnlistment Enlist(DbBatch batch, IReadOnlyList<Envelope> messages, IReadOnlyList<HandledHere> handled);

    /// <summary>Adds to a batch of a handler's transaction what forgets its delivery; it fails with <see cref="AlreadySettled"/> when another run did.</summary>
    void Settle(DbBatch batch, Delivery delivery);

    /// <summary>SQLSTATE of a batch whose delivery was settled before.</summary>
    const string AlreadySettled = "MK001";

    /// <summary>SQLSTATE of a batch that handled a message before its turn.</summary>
    const string OutOfTurn = "MK002";
}

/// <summary>A delivery that needs no queue: the transaction that caused the message has handled it for this queue.</summary>
public readonly record struct HandledHere(Guid Message, string Queue, Guid Subject);

/// <summary>Messages on their way into a transaction that has not committed yet.</summary>
public interface IEnlistment : IDisposable
{
    /// <summary>Reads what the batch answered, from its first result on.</summary>
    Task Read(DbDataReader answers, CancellationToken ct);

    /// <summary>The transaction committed: the messages may be handled.</summary>
    void Committed();
}
