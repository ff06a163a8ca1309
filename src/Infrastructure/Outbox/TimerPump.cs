using Marketplace.Ports.Admin;
using Marketplace.Ports.Admin.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Turns due wake-up calls into messages and opens each business day once, by the market's clock.</summary>
public sealed partial class TimerPump(
    NpgsqlDataSource database, MarketClock clock, RelaySignal relay, IMarketTerms market, MessageCatalog catalog, ILogger<TimerPump> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DayStart = TimeSpan.FromHours(3);

    private const string Fire = """
        WITH due AS (
            DELETE FROM transport.timers WHERE id IN (
                SELECT id FROM transport.timers WHERE due_at <= $1 ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED)
            RETURNING id, type, subject, correlation, data, due_at)
        INSERT INTO transport.outbox (id, type, data_version, subject, correlation, "time", written_at, data)
        SELECT id, type, 1, subject, correlation, $1, now(), data FROM due ORDER BY due_at
        """;

    private const string OpenDay = """
        WITH opened AS (
            INSERT INTO admin.clock (id, offset_ticks, opened_day) VALUES (1, 0, $1)
            ON CONFLICT (id) DO UPDATE SET opened_day = $1 WHERE admin.clock.opened_day IS NULL OR admin.clock.opened_day < $1
            RETURNING 1)
        INSERT INTO transport.outbox (id, type, data_version, subject, correlation, "time", written_at, data)
        SELECT gen_random_uuid(), $2, 1, $3, $3, $4, now(), $5::jsonb FROM opened
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
                if (fired > 0) relay.Wake();
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
        await using var fire = database.CreateCommand(Fire);
        fire.Parameters.Add(new() { Value = clock.GetUtcNow() });
        return await fire.ExecuteNonQueryAsync(ct);
    }

    private async Task<int> OpenToday(CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(market.Current.TimeZone);
        var now = clock.GetUtcNow();
        var day = DateOnly.FromDateTime((TimeZoneInfo.ConvertTime(now, zone) - DayStart).DateTime);
        if (day == _opened) return 0;

        var message = new DayOpened(day);
        await using var open = database.CreateCommand(OpenDay);
        open.Parameters.Add(new() { Value = day });
        open.Parameters.Add(new() { Value = catalog.NameOf(typeof(DayOpened)).Name });
        open.Parameters.Add(new() { Value = message.Subject });
        open.Parameters.Add(new() { Value = now });
        open.Parameters.Add(new() { Value = MessageCatalog.Write(message) });
        var opened = await open.ExecuteNonQueryAsync(ct);
        _opened = day;
        return opened;
    }

    private DateOnly? _opened;

    [LoggerMessage(Level = LogLevel.Error, Message = "Timers could not be fired; trying again in a second.")]
    private static partial void PumpFailed(ILogger log, Exception e);
}
