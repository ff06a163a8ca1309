using System.Data.Common;
using System.Diagnostics;
using Marketplace.Ports;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Transport;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Puts messages where they commit with their cause: into an enlisting transport, otherwise into the outbox for the relay.</summary>
public sealed class Mail(ITransport transport, MessageCatalog catalog, RelaySignal relay, IMarketTerms market, TimeProvider clock)
{
    private readonly IEnlistingTransport? _enlisting = transport as IEnlistingTransport;

    /// <summary>True when messages may be handled in the transaction that sends them.</summary>
    public bool SharesTransactions => _enlisting is not null;

    /// <summary>True when a delivery can end in its handler's own transaction.</summary>
    public bool CanSettle(Delivery delivery) => _enlisting is not null && delivery.Row is not null;

    /// <summary>Adds the end of a delivery to a batch.</summary>
    public void Settle(DbBatch batch, Delivery delivery) => _enlisting!.Settle(batch, delivery);

    /// <summary>Adds messages to a batch of the transaction that causes them.</summary>
    public Post Post(DbBatch batch, IReadOnlyList<Outgoing> messages, Guid? causation)
    {
        var (now, real, trace) = (clock.GetUtcNow(), TimeProvider.System.GetUtcNow(), Activity.Current?.Id);

        // A command has one handler; an event may have more than this host knows of, so it is posted even when all known ones are done.
        var open = messages.Where(m => m.HandledFor.Count == 0 || m.Message is IEvent);
        var handled = messages.SelectMany(m => m.HandledFor.Select(queue => new HandledHere(m.Id, queue, m.Message.Subject)));
        return Post(batch, [.. open.Select(m => Envelop(m, causation, now, real, trace))], [.. handled], real);
    }

    /// <summary>Adds wake-up calls that are due to a batch of the transaction that forgets them.</summary>
    public Post Post(DbBatch batch, IReadOnlyList<TimerRow> due)
    {
        var now = clock.GetUtcNow();
        return Post(batch, [.. due.Select(t =>
            new Envelope(t.Id, t.Type, 1, t.Subject, t.Correlation, null, now, null, market.Current.Code, t.Data))], [], TimeProvider.System.GetUtcNow());
    }

    private Post Post(DbBatch batch, IReadOnlyList<Envelope> envelopes, IReadOnlyList<HandledHere> handled, DateTimeOffset real)
    {
        if (_enlisting is not null) return new Post(_enlisting.Enlist(batch, envelopes, handled), null);

        CommitBatch.Messages(batch, [.. envelopes.Select(e => new OutboxRow
        {
            Id = e.Id, Type = e.Type, DataVersion = e.DataVersion, Subject = e.Subject, Correlation = e.Correlation, Causation = e.Causation,
            Time = e.Time, WrittenAt = real, TraceParent = e.TraceParent, Data = e.Data,
        })]);
        return new Post(null, relay);
    }

    private Envelope Envelop(Outgoing outgoing, Guid? causation, DateTimeOffset now, DateTimeOffset real, string? trace)
    {
        var (message, name) = (outgoing.Message, catalog.NameOf(outgoing.Message.GetType()));
        return new Envelope(
            outgoing.Id, name.Name, name.Version, message.Subject, message.Correlation, causation, now, trace,
            market.Current.Code, MessageCatalog.Write(message));
    }
}

/// <summary>A message of a transaction, and the queues for which the same transaction has handled it.</summary>
public sealed class Outgoing(IMessage message)
{
    /// <summary>Its id on the way.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>What is said.</summary>
    public IMessage Message => message;

    /// <summary>Queues that need it no more.</summary>
    public List<string> HandledFor { get; } = [];
}

/// <summary>Messages that wait for the commit of their transaction.</summary>
public sealed class Post(IEnlistment? enlistment, RelaySignal? relay) : IDisposable
{
    /// <summary>Reads the batch to its end.</summary>
    public async Task Read(DbDataReader answers, CancellationToken ct)
    {
        if (enlistment is not null) await enlistment.Read(answers, ct);
        else while (await answers.NextResultAsync(ct)) continue;
    }

    /// <summary>The transaction committed.</summary>
    public void Committed()
    {
        enlistment?.Committed();
        relay?.Wake();
    }

    /// <inheritdoc/>
    public void Dispose() => enlistment?.Dispose();
}
