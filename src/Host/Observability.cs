using System.Net;
using Marketplace.Adapters.Http;
using Marketplace.Host.Telemetry;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketplace.Host;

/// <summary>Structured logs, OpenTelemetry traces (when <c>Telemetry:Otlp</c> names a collector) and metrics in Prometheus text.</summary>
internal static class Observability
{
    private static readonly string[] Meters =
    [
        "Marketplace.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "System.Net.Http", "Npgsql",
    ];

    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(o => o.FormatterName = RedactingFormatter.FormatterName)
            .AddConsoleFormatter<RedactingFormatter, ConsoleFormatterOptions>();

        var exporter = new PrometheusExporter();
        builder.Services.AddSingleton(exporter);
        builder.Services.AddSingleton(Sdk.CreateMeterProviderBuilder().ConfigureResource(Name).AddMeter(Meters)
            .AddReader(new BaseExportingMetricReader(exporter)).Build());
        if (builder.Configuration["Telemetry:Otlp"] is { Length: > 0 } collector) builder.Services.AddSingleton(Traces(builder, collector));
    }

    /// <summary>Starts the providers and maps <c>/metrics</c>, which answers this machine and private networks only.</summary>
    public static void Map(WebApplication app)
    {
        _ = app.Services.GetRequiredService<MeterProvider>();
        _ = app.Services.GetService<TracerProvider>();
        var everyone = app.Configuration.GetValue("Telemetry:MetricsForEveryone", false);
        app.MapGet("/metrics", (HttpContext context, PrometheusExporter exporter) => everyone || IsInside(context.Connection.RemoteIpAddress)
            ? Results.Text(exporter.Scrape(), "text/plain; version=0.0.4; charset=utf-8")
            : Problem.Of(404, "not-found", "There is nothing like this here.")).Anyone().ExcludeFromDescription();
    }

    private static TracerProvider Traces(WebApplicationBuilder builder, string collector) => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(Name).AddSource("Marketplace.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(builder.Configuration.GetValue("Telemetry:Sample", 0.1))))
        .AddOtlpExporter(o => (o.Protocol, o.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(new Uri(collector), "/v1/traces")))
        .Build();

    private static void Name(ResourceBuilder resource) => resource.AddService("marketplace");

    private static bool IsInside(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address)) return true;
        var bytes = address.MapToIPv4().GetAddressBytes();
        return bytes is [10, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..];
    }
}
