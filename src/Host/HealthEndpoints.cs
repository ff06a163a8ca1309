using Marketplace.Adapters.Http;
using Marketplace.Infrastructure.Persistence;
using Npgsql;

namespace Marketplace.Host;

/// <summary>Liveness checks nothing outside; readiness checks database and migrations, within a second and cached for one (quality R29).</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).Anyone();

        var migrator = app.Services.GetRequiredService<SchemaMigrator>();
        var database = app.Services.GetRequiredService<NpgsqlDataSource>();
        var (checkedAt, ready, migrated) = (DateTimeOffset.MinValue, false, false);
        app.MapGet("/health/ready", async (HttpContext context) =>
        {
            if (app.Lifetime.ApplicationStopping.IsCancellationRequested) return Results.Text("stopping", statusCode: 503);
            if (TimeProvider.System.GetUtcNow() - checkedAt > Fresh)
            {
                ready = await Check(context.RequestAborted);
                checkedAt = TimeProvider.System.GetUtcNow();
            }

            return ready ? Results.Text("ready") : Results.Text("not ready", statusCode: 503);
        }).Anyone();

        async Task<bool> Check(CancellationToken ct)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(1));
            try
            {
                await using var ping = database.CreateCommand("SELECT 1");
                await ping.ExecuteScalarAsync(limit.Token);
                return migrated = migrated || await migrator.IsCurrent(limit.Token);
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                return false;
            }
        }
    }
}
