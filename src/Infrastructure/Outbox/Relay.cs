using Marketplace.Ports.Admin;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Hands committed messages to the transport in the order they were written and forgets them when it has taken them over.</summary>
/// <remarks>
/// Behind an enlisting transport the outbox holds only what the database itself writes (triggers), so it is looked at less often.
/// One relay works at a time over all hosts (advisory lock), so the order per subject holds. The delete commits without waiting for
/// the disk: a row that reappears after a crash is published again, and the transport and the once-table drop the repetition.
/// </remarks>
public sealed partial class Relay(NpgsqlDataSource database, ITransport transport, RelaySignal signal, IMarketTerms market, ILogger<Relay> log)
    : BackgroundService
{
    private const int BatchSize = 500;
    private const long LockKey = 0x6d6b_7072_656c;
    private readonly TimeSpan _pause = TimeSpan.FromMilliseconds(transport is IEnlistingTransport ? 400 : 150);

    private const string Claim = """
        DELETE FROM transport.outbox WHERE seq IN (
            SELECT seq FROM transport.outbox ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING seq, id, type, data_version, subject, correlation, causation, "time", trace_parent, data
        """;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Once(stoppingToken) < BatchSize) await signal.Wait(_pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                RelayFailed(log, e);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task<int> Once(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await TakeTurn(connection, ct)) return 0;

        var batch = await Take(connection, ct);
        if (batch.Count == 0) return 0;

        await transport.Publish(batch, ct);
        await transaction.CommitAsync(ct);
        return batch.Count;
    }

    private static async Task<bool> TakeTurn(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var turn = new NpgsqlCommand(
            $"SELECT pg_try_advisory_xact_lock({LockKey}), set_config('synchronous_commit', 'off', true)", connection);
        return (bool)(await turn.ExecuteScalarAsync(ct))!;
    }

    private async Task<List<Envelope>> Take(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var claim = new NpgsqlCommand(Claim, connection) { Parameters = { new() { Value = BatchSize } } };
        await using var rows = await claim.ExecuteReaderAsync(ct);
        var taken = new List<(long Seq, Envelope Envelope)>();
        while (await rows.ReadAsync(ct))
        {
            taken.Add((rows.GetInt64(0), new Envelope(
                rows.GetGuid(1), rows.GetString(2), rows.GetInt32(3), rows.GetGuid(4), rows.GetGuid(5),
                rows.IsDBNull(6) ? null : rows.GetGuid(6), rows.GetFieldValue<DateTimeOffset>(7),
                rows.IsDBNull(8) ? null : rows.GetString(8), market.Current.Code, rows.GetString(9))));
        }

        return [.. taken.OrderBy(t => t.Seq).Select(t => t.Envelope)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The relay could not hand over messages; it tries again in a second.")]
    private static partial void RelayFailed(ILogger log, Exception e);
}
