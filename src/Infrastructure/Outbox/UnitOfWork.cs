using System.Diagnostics;
using Marketplace.Application;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Collects what a handler's aggregates did and commits it with its messages, history and invocation in one transaction.</summary>
public sealed class UnitOfWork(
    MarketplaceDb db, Invocation invocation, AnnouncementsByContext announcements, MessageCatalog catalog, RelaySignal relay, TimeProvider clock)
    : IUnitOfWork, IOutbox
{
    private readonly List<IMessage> _messages = [];

    /// <inheritdoc/>
    public void Send(IMessage message) => _messages.Add(message);

    /// <inheritdoc/>
    public async Task<CommitOutcome> Commit(string? answer, CancellationToken ct)
    {
        Collect();
        var wakes = _messages.Count > 0;
        WriteMessages();
        if (invocation.Key is not null && answer is not null) Remember(answer);

        try
        {
            await db.SaveChangesAsync(ct);
            if (db.Database.CurrentTransaction is { } open) await open.CommitAsync(ct);
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

        if (wakes) relay.Wake();
        return CommitOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task Discard(CancellationToken ct)
    {
        _messages.Clear();
        db.ChangeTracker.Clear();
        if (db.Database.CurrentTransaction is { } open) await open.DisposeAsync();
    }

    /// <inheritdoc/>
    public bool LostRace(Exception failure) => Refusal(failure) is { SqlState: not PostgresErrorCodes.UniqueViolation };

    private void Collect()
    {
        foreach (var entry in db.ChangeTracker.Entries<IAggregate>().ToList())
        {
            var context = ContextOf(entry.Entity.GetType());
            foreach (var happened in entry.Entity.TakeEvents()) _messages.AddRange(announcements.Of(context, happened));
            var changes = entry.Entity.TakeChanges();
            AuditRows.Add(db, entry, changes, invocation);
            foreach (var change in changes)
            {
                db.Changes(context).Add(new ChangeRow
                {
                    Machine = change.Machine, Subject = change.Subject, Event = change.Event, FromState = change.From,
                    ToState = change.To, Reason = change.Reason, At = change.At,
                    Actor = invocation.Actor, Role = invocation.Role, RequestId = invocation.RequestId,
                });
            }
        }
    }

    private void WriteMessages()
    {
        if (_messages.Count == 0) return;
        var (now, real, trace) = (clock.GetUtcNow(), DateTimeOffset.UtcNow, Activity.Current?.Id);
        foreach (var message in _messages)
        {
            var name = catalog.NameOf(message.GetType());
            db.Outbox.Add(new OutboxRow
            {
                Id = Guid.CreateVersion7(real), Type = name.Name, DataVersion = name.Version, Subject = message.Subject,
                Correlation = message.Correlation, Causation = invocation.Causation, Time = now, WrittenAt = real, TraceParent = trace,
                Data = MessageCatalog.Write(message),
            });
        }

        _messages.Clear();
    }

    private void Remember(string answer) => db.Once.Add(new OnceRow
    {
        Scope = invocation.Scope!, Key = invocation.Key!, RequestHash = invocation.RequestHash, Answer = answer, At = DateTimeOffset.UtcNow,
    });

    private static string ContextOf(Type aggregate) => ContextNames.Of(aggregate);

    // EF wraps what the database said once or twice, depending on whether it thinks that trying again may help.
    private static PostgresException? Refusal(Exception e) => (e.GetBaseException() as PostgresException) switch
    {
        // Unique violations are twins or races for a business key; serialization, deadlock and lock timeout are races.
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
        } refusal => refusal,
        _ => null,
    };

    private static bool IsTwin(PostgresException refusal) => refusal.SchemaName == "transport" && refusal.TableName == "once";
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
