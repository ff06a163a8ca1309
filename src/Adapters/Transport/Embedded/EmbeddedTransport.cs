using System.Data.Common;
using System.Threading.Channels;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>
/// A durable queue in the marketplace's own PostgreSQL: written in the causing transaction, handled by the writing host where it may be,
/// otherwise claimed in batches with SKIP LOCKED; in order per queue and subject, safe with several hosts.
/// </summary>
internal sealed partial class EmbeddedTransport : IEnlistingTransport
{
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(20);

    private readonly Guid _host = Guid.NewGuid();
    private readonly Channel<bool> _bell = Bell();
    private readonly Channel<bool> _othersBell = Bell();
    private readonly Lazy<Task> _calling;
    private readonly NpgsqlDataSource _database;
    private readonly EmbeddedOptions _options;
    private readonly ILogger<EmbeddedTransport> _log;
    private Consumer? _consumer;

    public EmbeddedTransport(NpgsqlDataSource database, EmbeddedOptions options, ILogger<EmbeddedTransport> log)
    {
        (_database, _options, _log) = (database, options, log);
        _calling = new Lazy<Task>(() => Task.Run(CallOthers));
    }

    public Task Declare(IReadOnlyList<Subscription> queues, CancellationToken ct) => QueueTables.Subscribe(_database, queues, ct);

    public async Task Publish(IReadOnlyList<Envelope> batch, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        await QueueTables.Publish(connection, batch, _host, ct);
        _bell.Writer.TryWrite(true);
    }

    public IEnlistment Enlist(DbBatch batch, IReadOnlyList<Envelope> messages, IReadOnlyList<HandledHere> handled)
    {
        if (handled.Count > 0) batch.BatchCommands.Add(QueueTables.InTurn(handled));
        var consumer = Volatile.Read(ref _consumer);
        var mine = consumer?.Reserve(messages.Select(m => m.Subject).Distinct()) ?? [];
        if (messages.Count > 0) batch.BatchCommands.Add(QueueTables.Enlist(messages, handled, mine, consumer?.Queues ?? [], _host));
        return new Enlistment(this, consumer, messages, mine);
    }

    public void Settle(DbBatch batch, Delivery delivery) => batch.BatchCommands.Add(QueueTables.Settle(
        delivery.Row ?? throw new ArgumentException("This delivery was not enlisted.", nameof(delivery))));

    public async Task Listen(IReadOnlyList<Subscription> queues, DeliveryHandler handle, CancellationToken ct)
    {
        var consumer = new Consumer(_database, _options, _host, _bell, new Listening([.. queues.Select(q => q.Queue)], handle), _log);
        Volatile.Write(ref _consumer, consumer);
        var listening = HearOthers(ct);
        await consumer.Run(ct);
        Volatile.Write(ref _consumer, null);
        await listening;
    }

    public Task<IReadOnlyList<DeadLetter>> DeadLetters(string? queue, int limit, CancellationToken ct) =>
        QueueTables.Dead(_database, queue, limit, ct);

    public async Task<bool> Replay(string queue, Guid message, CancellationToken ct)
    {
        var risen = await QueueTables.Replay(_database, queue, message, ct);
        _bell.Writer.TryWrite(true);
        return risen;
    }

    /// <summary>Messages were written that this host did not keep: it looks itself, and other hosts are called outside any transaction.</summary>
    internal void CallForHands()
    {
        Volatile.Read(ref _consumer)?.LookAround();
        _othersBell.Writer.TryWrite(true);
        _ = _calling.Value;
    }

    // Many messages make one call, and no business transaction ever waits for it.
    private async Task CallOthers()
    {
        while (await _othersBell.Reader.WaitToReadAsync())
        {
            _othersBell.Reader.TryRead(out _);
            try
            {
                await QueueTables.CallOthers(_database, _host, CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or ObjectDisposedException)
            {
                // Others look by themselves a moment later.
                CannotHear(_log, e);
            }

            await Task.Delay(BetweenCalls);
        }
    }

    // Other hosts notify; without a connection polling still finds everything.
    private async Task HearOthers(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _database.OpenConnectionAsync(ct);
                connection.Notification += (_, news) =>
                {
                    if (news.Payload != _host.ToString()) _bell.Writer.TryWrite(true);
                };
                await using (var listen = new NpgsqlCommand($"LISTEN {QueueTables.Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
                while (true) await connection.WaitAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                CannotHear(_log, e);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private static Channel<bool> Bell() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications between hosts do not pass; polling goes on.")]
    private static partial void CannotHear(ILogger log, Exception e);
}
