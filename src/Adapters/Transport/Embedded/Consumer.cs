using System.Text.Json;
using System.Threading.Channels;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>A message in this host's hands.</summary>
internal sealed record Work(long Seq, string Queue, int Attempts, Envelope Envelope, bool Enlisted);

/// <summary>What a host listens to and what it does with it.</summary>
internal sealed record Listening(string[] Queues, DeliveryHandler Handle);

/// <summary>One host's consumption: takes what its own transactions wrote and what it claims, and runs it in order per queue and subject.</summary>
internal sealed partial class Consumer(
    NpgsqlDataSource database, EmbeddedOptions options, Guid host, Channel<bool> bell, Listening listening, ILogger log)
{
    private const int AtOnce = 5;
    private const int ManyDone = 64;

    // What a host wrote itself it keeps for longer than what it claims: others are only better off with it when this one is swamped.
    private const int Kept = 32;
    private static readonly TimeSpan[] Later =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private readonly Presence _presence = new(database, host, TimeSpan.FromSeconds(options.AliveSeconds), log);
    private readonly SemaphoreSlim _slots = new(options.Parallel);
    private readonly Dictionary<(string Queue, Guid Subject), Queue<Work>> _chains = [];
    private readonly HashSet<long> _inHand = [];
    private readonly HashSet<Guid> _beingWritten = [];
    private readonly List<long> _done = [];
    private readonly Lock _gate = new();
    private CancellationToken _stop;
    private bool _moreWaits;

    public async Task Run(CancellationToken ct)
    {
        lock (_gate) _stop = ct;
        using var presence = new CancellationTokenSource();
        var lasting = _presence.Last(InHand, presence.Token);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!_presence.Certain) await _presence.Show(InHand, ct);
                if (await Turn(ct) == 0) await Pause(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                CannotClaim(log, e);
                await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }
        }

        await Finish();
        await presence.CancelAsync();
        await lasting;
        await QueueTables.SayGone(database, host, CancellationToken.None);
    }

    /// <summary>The queues whose messages this host may keep when it writes them.</summary>
    public string[] Queues => listening.Queues;

    /// <summary>Of these subjects, those whose messages a transaction of this host may keep; <see cref="Release"/> them when it is over.</summary>
    /// <remarks>Two transactions at once must not race for one subject: the later one leaves its messages to a claim, in their order.</remarks>
    public Guid[] Reserve(IEnumerable<Guid> subjects)
    {
        lock (_gate)
        {
            if (_stop.IsCancellationRequested || !_presence.Certain || _inHand.Count >= options.Parallel * Kept) return [];
            return [.. subjects.Where(_beingWritten.Add)];
        }
    }

    public void Release(Guid[] subjects)
    {
        lock (_gate) _beingWritten.ExceptWith(subjects);
    }

    /// <summary>Takes messages in; each waits for the earlier ones of its queue and subject.</summary>
    public void Accept(IReadOnlyList<Work> taken)
    {
        lock (_gate)
        {
            foreach (var work in taken)
            {
                _inHand.Add(work.Seq);
                var key = (work.Queue, work.Envelope.Subject);
                if (_chains.TryGetValue(key, out var chain))
                {
                    chain.Enqueue(work);
                    continue;
                }

                _chains[key] = new Queue<Work>([work]);
                // Without the caller's context: a handler is no part of the request that caused its message.
                ThreadPool.UnsafeQueueUserWorkItem(k => _ = Follow(k), key, preferLocal: false);
            }
        }
    }

    /// <summary>Something waits that nobody owns: the next free hand looks for it.</summary>
    public void LookAround()
    {
        lock (_gate) _moreWaits = true;
        bell.Writer.TryWrite(true);
    }

    private int Room() => options.Parallel * 4 - _inHand.Count;

    private HashSet<long> InHand()
    {
        lock (_gate) return [.. _inHand, .. _done];
    }

    private async Task<int> Turn(CancellationToken ct)
    {
        int room;
        long[] done;
        lock (_gate)
        {
            (room, done, _moreWaits) = (_presence.Certain ? Math.Max(0, Room()) : 0, [.. _done], false);
            _done.Clear();
        }

        try
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            var claimed = await QueueTables.Take(connection, listening.Queues, done, room, host, ct);
            if (claimed.Count == room) lock (_gate) _moreWaits = true;
            Accept([.. claimed.Select(c => new Work(c.Seq, c.Queue, c.Attempts, JsonSerializer.Deserialize<Envelope>(c.Envelope)!, c.Enlisted))]);
            return claimed.Count;
        }
        catch
        {
            lock (_gate) _done.AddRange(done);
            throw;
        }
    }

    private async Task Follow((string, Guid) key)
    {
        await _slots.WaitAsync(CancellationToken.None);
        try
        {
            while (Next(key) is { } work) await HandleOne(work, _stop);
        }
        finally
        {
            _slots.Release();
            bool ring;
            lock (_gate) ring = _moreWaits || _done.Count >= ManyDone;
            if (ring) bell.Writer.TryWrite(true);
        }
    }

    private Work? Next((string, Guid) key)
    {
        lock (_gate)
        {
            if (_chains[key].TryDequeue(out var work)) return work;
            _chains.Remove(key);
            return null;
        }
    }

    private async Task HandleOne(Work work, CancellationToken ct)
    {
        var done = false;
        try
        {
            if (ct.IsCancellationRequested)
            {
                await QueueTables.GiveBack(database, work.Seq, CancellationToken.None);
                return;
            }

            var (verdict, attempts) = await Attempt(work, ct);
            if (verdict is Verdict.Done end) done = !end.Settled;
            else await PutAway(work, verdict, attempts);
        }
        catch (Exception e)
        {
            // It is given back with the next sign of life and comes again.
            CannotSettle(log, e, work.Envelope.Id);
        }
        finally
        {
            lock (_gate)
            {
                _inHand.Remove(work.Seq);
                if (done) _done.Add(work.Seq);
            }
        }
    }

    private async Task<(Verdict Verdict, int Attempts)> Attempt(Work work, CancellationToken ct)
    {
        for (var attempt = work.Attempts; ; attempt++)
        {
            var delivery = new Delivery(work.Queue, work.Envelope, attempt) { Row = work.Enlisted ? work.Seq : null };
            var verdict = await listening.Handle(delivery, ct);
            if (verdict is not Verdict.Retry || attempt >= AtOnce || ct.IsCancellationRequested) return (verdict, attempt);
            await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), CancellationToken.None);
        }
    }

    private Task PutAway(Work work, Verdict verdict, int attempts) => verdict switch
    {
        Verdict.Retry when attempts < AtOnce + Later.Length =>
            QueueTables.Park(database, work.Seq, attempts, Later[Math.Max(0, attempts - AtOnce)], CancellationToken.None),
        Verdict.Retry retry => QueueTables.Bury(database, work.Seq, attempts, retry.Reason, CancellationToken.None),
        Verdict.Dead dead => QueueTables.Bury(database, work.Seq, attempts, dead.Reason, CancellationToken.None),
        _ => throw new InvalidOperationException($"{verdict} needs no putting away."),
    };

    private async Task Pause(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.PollMilliseconds);
        try
        {
            await bell.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to look without having been called.
            return;
        }
    }

    private async Task Finish()
    {
        for (var waited = 0; Busy() && waited < 250; waited++) await Task.Delay(100);
        long[] done;
        lock (_gate)
        {
            done = [.. _done];
            _done.Clear();
        }

        if (done.Length == 0) return;
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await QueueTables.Take(connection, listening.Queues, done, 0, host, CancellationToken.None);
    }

    private bool Busy()
    {
        lock (_gate) return _inHand.Count > 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages could not be claimed; trying again.")]
    private static partial void CannotClaim(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be settled; it comes again.")]
    private static partial void CannotSettle(ILogger log, Exception e, Guid messageId);
}
