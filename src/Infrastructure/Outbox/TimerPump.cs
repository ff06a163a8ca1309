using Marketplace.Ports.Admin;
using Marketplace.Ports.Admin.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Turns due wake-up calls into messages and opens each business day once, by the market's clock.</summary>
public sealed partial class TimerPump(
    NpgsqlDataSource database, MarketClock clock, Mail mail, IMarketTerms market, ILogger<TimerPump> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DayStart = TimeSpan.FromHours(3);

    private const string Fire = """
        DELETE FROM transport.timers WHERE id IN (
            SELECT id FROM transport.timers WHERE due_at <= $1 ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED)
        RETURNING id, type, subject, correlation, data, due_at
        """;

    private const string OpenDay = """
        INSERT INTO admin.clock (id, offset_ticks, opened_day) VALUES (1, 0, $1)
        ON CONFLICT (id) DO UPDATE SET opened_day = $1 WHERE admin.clock.opened_day IS NULL OR admin.clock.opened_day < $1
        """;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await clock.Refresh(database, stoppingToken);
                var fired = await FireDue(stoppingToken) + await OpenToday(stoppingToken);
                if (fired < 500) await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                PumpFailed(log, e);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task<int> FireDue(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = await TakeDue(connection, ct);
        if (due.Count == 0) return 0;

        await Hand(transaction, batch => mail.Post(batch, due), ct);
        return due.Count;
    }

    private async Task<List<TimerRow>> TakeDue(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var fire = new NpgsqlCommand(Fire, connection) { Parameters = { new() { Value = clock.GetUtcNow() } } };
        await using var rows = await fire.ExecuteReaderAsync(ct);
        var due = new List<TimerRow>();
        while (await rows.ReadAsync(ct))
        {
            due.Add(new TimerRow
            {
                Id = rows.GetGuid(0), Type = rows.GetString(1), Subject = rows.GetGuid(2), Correlation = rows.GetGuid(3), Data = rows.GetString(4),
                DueAt = rows.GetFieldValue<DateTimeOffset>(5),
            });
        }

        return [.. due.OrderBy(t => t.DueAt)];
    }

    private async Task<int> OpenToday(CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(market.Current.TimeZone);
        var day = DateOnly.FromDateTime((TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone) - DayStart).DateTime);
        if (day == _opened) return 0;

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var open = new NpgsqlCommand(OpenDay, connection) { Parameters = { new() { Value = day } } };
        var opened = await open.ExecuteNonQueryAsync(ct);
        if (opened > 0) await Hand(transaction, batch => mail.Post(batch, [new Outgoing(new DayOpened(day))], null), ct);
        _opened = day;
        return opened;
    }

    private static async Task Hand(NpgsqlTransaction transaction, Func<NpgsqlBatch, Post> fill, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection!, transaction);
        using var post = fill(batch);
        await using (var answers = await batch.ExecuteReaderAsync(ct)) await post.Read(answers, ct);
        await transaction.CommitAsync(ct);
        post.Committed();
    }

    private DateOnly? _opened;

    [LoggerMessage(Level = LogLevel.Error, Message = "Timers could not be fired; trying again in a second.")]
    private static partial void PumpFailed(ILogger log, Exception e);
}
