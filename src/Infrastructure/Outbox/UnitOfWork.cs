using System.Data.Common;
using Marketplace.Application;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Collects what a handler's aggregates did and commits it with its messages, history and invocation in one transaction.</summary>
/// <remarks>Aggregates go through EF; everything that only accompanies them is one batch of plain statements behind it.</remarks>
public sealed class UnitOfWork(
    MarketplaceDb db, Invocation invocation, AnnouncementsByContext announcements, Mail mail, NextSteps next, IChangeBell bell)
    : IUnitOfWork, IOutbox
{
    private readonly List<Outgoing> _messages = [];
    private readonly List<TimerRow> _timers = [];
    private readonly Dictionary<string, List<ChangeRow>> _changes = [];
    private readonly Dictionary<(string Saga, Guid Correlation), PendingSaga> _sagas = [];
    private readonly HashSet<object> _audited = new(ReferenceEqualityComparer.Instance);
    private Delivery? _delivery;
    private bool _following;
    private bool _alone = !mail.SharesTransactions;

    /// <summary>True when the delivery that caused this run went with its commit.</summary>
    public bool Settled { get; private set; }

    /// <inheritdoc/>
    public void Send(IMessage message) => _messages.Add(new Outgoing(message));

    /// <summary>The delivery this run handles: its commit ends it.</summary>
    public void Settles(Delivery delivery) => _delivery = delivery;

    /// <summary>Writes a saga's state and wake-up calls with the next commit.</summary>
    public void Save(PendingSaga saga, IEnumerable<TimerRow> timers)
    {
        _sagas[(saga.Row.Saga, saga.Row.Correlation)] = saga;
        _timers.AddRange(timers);
    }

    /// <summary>The state an earlier step of this transaction left a saga in.</summary>
    public PendingSaga? Pending(string saga, Guid correlation) => _sagas.GetValueOrDefault((saga, correlation));

    /// <inheritdoc/>
    public async Task<CommitOutcome> Commit(string? answer, CancellationToken ct)
    {
        Collect();
        if (_following) return CommitOutcome.Done;
        if (!_alone && !await Follow(ct)) return CommitOutcome.Overtaken;

        var remember = invocation.Key is not null && answer is not null;
        try
        {
            // What changed was found when the events were collected; looking a second time would cost as much as the first.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var entities = db.ChangeTracker.HasChanges();
            if (!entities && !remember && !Accompanied() && db.Database.CurrentTransaction is null) return CommitOutcome.Done;
            await Write(entities, remember ? answer : null, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await Discard(CancellationToken.None);
            return CommitOutcome.Overtaken;
        }
        catch (Exception e) when (Refusal(e) is { } refusal)
        {
            await Discard(CancellationToken.None);
            return IsTwin(refusal) ? CommitOutcome.Repeated : CommitOutcome.Overtaken;
        }
        catch (Exception e) when (e.GetBaseException() is DbException && _messages.Any(m => m.HandledFor.Count > 0))
        {
            // Whatever the database dislikes may be of a part that joined: without them it shows whose it is.
            await Discard(CancellationToken.None);
            return CommitOutcome.Overtaken;
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        return CommitOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task Discard(CancellationToken ct)
    {
        // A part cannot be taken back without the whole: the one who runs the parts discards it.
        if (_following) throw new PartRefused();
        _alone = true;
        Forget();
        db.ChangeTracker.Clear();
        if (db.Database.CurrentTransaction is { } open) await open.DisposeAsync();
    }

    /// <inheritdoc/>
    public bool LostRace(Exception failure) => Refusal(failure) is { SqlState: not PostgresErrorCodes.UniqueViolation };

    // What the messages cause comes into this transaction where it may; when a part of it cannot be done, the whole is done again without.
    private async Task<bool> Follow(CancellationToken ct)
    {
        var done = false;
        try
        {
            _following = true;
            done = await next.Run(_messages, invocation, ct);
        }
        finally
        {
            _following = false;
            if (!done) await Discard(CancellationToken.None);
        }

        return done;
    }

    private void Collect()
    {
        foreach (var entry in db.ChangeTracker.Entries<IAggregate>().ToList())
        {
            var context = ContextOf(entry.Entity.GetType());
            foreach (var happened in entry.Entity.TakeEvents())
                foreach (var message in announcements.Of(context, happened)) Send(message);
            var changes = entry.Entity.TakeChanges();
            if (_audited.Add(entry.Entity)) AuditRows.Add(db, entry, changes, invocation);
            foreach (var change in changes)
            {
                if (!_changes.TryGetValue(context, out var rows)) _changes[context] = rows = [];
                rows.Add(new ChangeRow
                {
                    Machine = change.Machine, Subject = change.Subject, Event = change.Event, FromState = change.From,
                    ToState = change.To, Reason = change.Reason, At = change.At,
                    Actor = invocation.Actor, Role = invocation.Role, RequestId = invocation.RequestId,
                });
            }
        }
    }

    private bool Accompanied() => _messages.Count > 0 || _changes.Count > 0 || _timers.Count > 0 || _sagas.Count > 0;

    private async Task Write(bool entities, string? answer, CancellationToken ct)
    {
        var batch = new NpgsqlBatch();
        await using var _ = batch;
        using var posted = Fill(batch, answer);
        if (entities)
        {
            // A batch alone is its own transaction; with entities before it both need one around them. It commits or it goes: a savepoint
            // before the entities would only cost two more statements.
            db.Database.AutoSavepointsEnabled = false;
            if (batch.BatchCommands.Count > 0) await db.Begin(ct);
            await db.SaveChangesAsync(ct);
        }

        if (batch.BatchCommands.Count > 0) await Run(batch, posted, ct);
        if (db.Database.CurrentTransaction is { } open) await open.CommitAsync(ct);
        Settled = _delivery is not null;
        posted?.Committed();
        foreach (var rows in _changes.Values)
            foreach (var row in rows) bell.Ring(row.Subject);
        Forget();
    }

    private Post? Fill(NpgsqlBatch batch, string? answer)
    {
        if (_delivery is not null) mail.Settle(batch, _delivery);
        foreach (var saga in _sagas.Values) CommitBatch.SagaState(batch, saga.Row);
        foreach (var (context, rows) in _changes) CommitBatch.Changes(batch, context, rows);
        if (_timers.Count > 0) CommitBatch.WakeUps(batch, _timers);
        if (answer is not null)
        {
            CommitBatch.Invocation(batch, new OnceRow
            {
                Scope = invocation.Scope!, Key = invocation.Key!, RequestHash = invocation.RequestHash, Answer = answer, At = TimeProvider.System.GetUtcNow(),
            });
        }

        return _messages.Count > 0 ? mail.Post(batch, _messages, invocation.Causation) : null;
    }

    private async Task Run(NpgsqlBatch batch, Post? posted, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            batch.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
            batch.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            await using var answers = await batch.ExecuteReaderAsync(ct);
            if (posted is not null) await posted.Read(answers, ct);
            else while (await answers.NextResultAsync(ct)) continue;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private void Forget()
    {
        _messages.Clear();
        _timers.Clear();
        _changes.Clear();
        _sagas.Clear();
        _audited.Clear();
    }

    private static string ContextOf(Type aggregate) => ContextNames.Of(aggregate);

    // EF wraps what the database said once or twice, depending on whether it thinks that trying again may help.
    private static PostgresException? Refusal(Exception e) => (e.GetBaseException() as PostgresException) switch
    {
        // Unique violations are twins or races for a business key; serialization, deadlock and lock timeout are races.
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable or IEnlistingTransport.AlreadySettled
            or IEnlistingTransport.OutOfTurn
        } refusal => refusal,
        _ => null,
    };

    private static bool IsTwin(PostgresException refusal) =>
        refusal.SqlState == IEnlistingTransport.AlreadySettled || refusal is { SchemaName: "transport", TableName: "once" };
}

/// <summary>The context a type belongs to, read from its namespace (<c>Marketplace.Layer.Context</c>).</summary>
public static class ContextNames
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, string> Known = new();

    /// <summary>Lower-case context name, also the schema and the queue.</summary>
    public static string Of(Type type) => Known.GetOrAdd(type, t => t.Namespace!.Split('.')[2].ToLowerInvariant());
}

/// <summary>Finds the announcements of the context an event belongs to.</summary>
public sealed class AnnouncementsByContext(IEnumerable<IAnnouncements> all)
{
    private readonly Dictionary<string, IAnnouncements> _byContext = all.ToDictionary(a => ContextNames.Of(a.GetType()));

    /// <summary>The messages a context announces for its event.</summary>
    public IEnumerable<IMessage> Of(string context, IDomainEvent happened) =>
        _byContext.TryGetValue(context, out var announcements) ? announcements.Of(happened) : [];
}
