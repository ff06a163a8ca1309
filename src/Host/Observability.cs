namespace Marketplace.Host;

/// <summary>Structured logs, traces and metrics of the host.</summary>
internal static class Observability
{
    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
    }
}
