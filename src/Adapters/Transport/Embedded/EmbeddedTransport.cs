using System.Threading.Channels;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>A durable queue in PostgreSQL: claimed in batches with SKIP LOCKED, in order per queue and subject, safe with several hosts.</summary>
internal sealed partial class EmbeddedTransport(NpgsqlDataSource database, EmbeddedOptions options, ILogger<EmbeddedTransport> log) : ITransport
{
    private readonly Guid _host = Guid.NewGuid();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task Declare(IReadOnlyList<Subscription> queues, CancellationToken ct) => QueueTables.Subscribe(database, queues, ct);

    public async Task Publish(IReadOnlyList<Envelope> batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await QueueTables.Publish(connection, batch, _host, ct);
        _bell.Writer.TryWrite(true);
    }

    public async Task Listen(IReadOnlyList<Subscription> queues, DeliveryHandler handle, CancellationToken ct)
    {
        var consumer = new Consumer(database, options, _bell, [.. queues.Select(q => q.Queue)], handle, log);
        var listening = HearOthers(ct);
        await consumer.Run(ct);
        await listening;
    }

    public Task<IReadOnlyList<DeadLetter>> DeadLetters(string? queue, int limit, CancellationToken ct) =>
        QueueTables.Dead(database, queue, limit, ct);

    public async Task<bool> Replay(string queue, Guid message, CancellationToken ct)
    {
        var risen = await QueueTables.Replay(database, queue, message, ct);
        _bell.Writer.TryWrite(true);
        return risen;
    }

    // Other hosts' relays notify; without a connection polling still finds everything.
    private async Task HearOthers(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(ct);
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
                CannotHear(log, e);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications of other hosts are not heard; polling goes on.")]
    private static partial void CannotHear(ILogger log, Exception e);
}
