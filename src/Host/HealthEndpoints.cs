using Marketplace.Adapters.Http;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Host;

/// <summary>Liveness checks nothing outside; readiness checks database and migrations, and fails from the moment a stop begins.</summary>
internal static class HealthEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).Anyone();
        app.MapGet("/health/ready", async (Readiness readiness, HttpContext context) =>
        {
            if (app.Lifetime.ApplicationStopping.IsCancellationRequested) return Results.Text("stopping", statusCode: 503);
            return await readiness.Check(context.RequestAborted) ? Results.Text("ready") : Results.Text("not ready", statusCode: 503);
        }).Anyone();
    }
}
