using System.Text.Json;
using System.Threading.Channels;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>One host's consumption: claims, hands out in order per subject, deletes what is done together with the next claim.</summary>
internal sealed partial class Consumer(
    NpgsqlDataSource database, EmbeddedOptions options, Channel<bool> bell, string[] queues, DeliveryHandler handle, ILogger log)
{
    private const int AtOnce = 5;
    private static readonly TimeSpan[] Later =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private readonly SemaphoreSlim _slots = new(options.Parallel);
    private readonly List<long> _done = [];
    private readonly Lock _gate = new();
    private int _inHand;

    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var taken = await Turn(ct);
                if (taken == 0) await Pause(ct);
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
    }

    private async Task<int> Turn(CancellationToken ct)
    {
        var room = options.Parallel * 4 - Volatile.Read(ref _inHand);
        var done = TakeDone();
        try
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            var lease = TimeSpan.FromSeconds(options.LeaseSeconds);
            var taken = await QueueTables.Take(connection, queues, done, Math.Max(0, room), lease, ct);
            Interlocked.Add(ref _inHand, taken.Count);
            foreach (var chain in taken.Select(c => (Row: c, Envelope: JsonSerializer.Deserialize<Envelope>(c.Envelope)!))
                .GroupBy(c => (c.Row.Queue, c.Envelope.Subject)))
                _ = HandleChain([.. chain], ct);
            return taken.Count;
        }
        catch
        {
            lock (_gate) _done.AddRange(done);
            throw;
        }
    }

    private async Task HandleChain(List<(Claimed Row, Envelope Envelope)> chain, CancellationToken ct)
    {
        await _slots.WaitAsync(CancellationToken.None);
        try
        {
            foreach (var (row, envelope) in chain) await HandleOne(row, envelope, ct);
        }
        finally
        {
            _slots.Release();
            bell.Writer.TryWrite(true);
        }
    }

    private async Task HandleOne(Claimed row, Envelope envelope, CancellationToken ct)
    {
        try
        {
            if (ct.IsCancellationRequested)
            {
                await QueueTables.GiveBack(database, row.Seq, CancellationToken.None);
                return;
            }

            await Settle(row, await Attempt(row, envelope, ct), CancellationToken.None);
        }
        catch (Exception e)
        {
            // The lease lapses and the message comes again.
            CannotSettle(log, e, envelope.Id);
        }
        finally
        {
            Interlocked.Decrement(ref _inHand);
        }
    }

    private async Task<(Verdict Verdict, int Attempts)> Attempt(Claimed row, Envelope envelope, CancellationToken ct)
    {
        for (var attempt = row.Attempts; ; attempt++)
        {
            var verdict = await handle(new Delivery(row.Queue, envelope, attempt), ct);
            if (verdict is not Verdict.Retry || attempt >= AtOnce || ct.IsCancellationRequested) return (verdict, attempt);
            await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), CancellationToken.None);
        }
    }

    private Task Settle(Claimed row, (Verdict Verdict, int Attempts) end, CancellationToken ct)
    {
        switch (end.Verdict)
        {
            case Verdict.Retry when end.Attempts < AtOnce + Later.Length:
                return QueueTables.Park(database, row.Seq, end.Attempts, Later[Math.Max(0, end.Attempts - AtOnce)], ct);
            case Verdict.Retry retry:
                return QueueTables.Bury(database, row.Seq, end.Attempts, retry.Reason, ct);
            case Verdict.Dead dead:
                return QueueTables.Bury(database, row.Seq, end.Attempts, dead.Reason, ct);
            default:
                lock (_gate) _done.Add(row.Seq);
                return Task.CompletedTask;
        }
    }

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
        for (var waited = 0; Volatile.Read(ref _inHand) > 0 && waited < 250; waited++) await Task.Delay(100);
        var done = TakeDone();
        if (done.Length == 0) return;
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await QueueTables.Take(connection, queues, done, 0, TimeSpan.Zero, CancellationToken.None);
    }

    private long[] TakeDone()
    {
        lock (_gate)
        {
            long[] taken = [.. _done];
            _done.Clear();
            return taken;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages could not be claimed; trying again.")]
    private static partial void CannotClaim(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be settled; it comes again after its lease.")]
    private static partial void CannotSettle(ILogger log, Exception e, Guid messageId);
}
