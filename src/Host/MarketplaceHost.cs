using System.Net;
using Marketplace.Adapters.Http;
using Marketplace.Adapters.Http.Documents;
using Marketplace.Adapters.Http.Guards;
using Marketplace.Host.Secrets;
using Marketplace.Infrastructure;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Host;

/// <summary>Composes the product: adapters, application, database and endpoints.</summary>
public static class MarketplaceHost
{
    /// <summary>Builds the host; nothing outside is touched before <see cref="Prepare"/>.</summary>
    /// <param name="args">Command line, read as settings.</param>
    /// <param name="adjust">Changes settings and server before composition.</param>
    /// <param name="replace">Replaces services after composition.</param>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? adjust = null, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        adjust?.Invoke(builder);
        SecretSources.AddTo(builder.Configuration);
        ConfigureServer(builder);
        Observability.AddTo(builder);

        builder.Services.AddMarketplace(builder.Configuration);
        AdapterLoader.Load(builder.Services, builder.Configuration);
        AddWebRules(builder);
        builder.Services.ConfigureHttpJsonOptions(o => Wire.Configure(o.SerializerOptions));
        builder.Services.AddApiDocument();
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        if (Roles(builder.Configuration).Contains("worker")) builder.Services.AddMarketplaceWorkers();

        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.Services.PrepareModel();
        UseWebRules(app);
        app.UseMiddleware<RequestPipeline>();
        EndpointMap.MapAll(app, Roles(builder.Configuration).Contains("api"));
        return app;
    }

    /// <summary>Brings the database up to date when asked to and learns the market's time.</summary>
    public static async Task Prepare(WebApplication app)
    {
        SecretRules.Check(app.Configuration, app.Environment.IsDevelopment());
        var ct = app.Lifetime.ApplicationStopping;
        if (app.Configuration.GetValue("Host:Migrate", false)) await app.Services.GetRequiredService<SchemaMigrator>().Migrate(ct);
        foreach (var step in app.Services.GetServices<IStartupStep>()) await step.Run(ct);
    }

    private static void AddWebRules(WebApplicationBuilder builder)
    {
        var rules = WebRules.Read(builder.Configuration);
        builder.Services.AddSingleton(rules);
        builder.Services.AddSingleton<RequestLimits>();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(rules.Cors()));
    }

    private static void UseWebRules(WebApplication app)
    {
        var rules = app.Services.GetRequiredService<WebRules>();
        if (rules.Proxies.Count > 0) app.UseForwardedHeaders(rules.Forwarding());
        app.UseMiddleware<Gate>();
        app.UseRouting();
        if (rules.Origins.Count > 0) app.UseCors();
    }

    private static void ConfigureServer(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    private static HashSet<string> Roles(IConfiguration settings) =>
        [.. (settings["Host:Roles"] ?? "api,worker").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
