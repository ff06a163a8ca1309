using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Forgets remembered invocations after 14 days (quality R16) and ended sagas after 30, in small bites.</summary>
public sealed partial class Housekeeping(NpgsqlDataSource database, ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private static readonly string[] Bites =
    [
        "DELETE FROM transport.once WHERE (scope, key) IN (SELECT scope, key FROM transport.once WHERE at < now() - interval '14 days' LIMIT 5000)",
        "DELETE FROM transport.sagas WHERE (saga, correlation) IN (SELECT saga, correlation FROM transport.sagas WHERE ended_at < now() - interval '30 days' LIMIT 5000)",
    ];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await Next(timer, stoppingToken))
        {
            try
            {
                foreach (var bite in Bites)
                {
                    await using var command = database.CreateCommand(bite);
                    while (await command.ExecuteNonQueryAsync(stoppingToken) == 5000) await Task.Delay(100, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                CouldNotTidy(log, e);
            }
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows could not be removed; trying again later.")]
    private static partial void CouldNotTidy(ILogger log, Exception e);
}
