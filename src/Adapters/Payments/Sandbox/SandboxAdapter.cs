using Marketplace.Adapters.Payments.Sandbox.Simulator;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Payments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Adapters.Payments.Sandbox;

/// <summary>The sandbox payment provider: a simulated bank with its own memory, and the gateway that talks to it.</summary>
public sealed class SandboxAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Payments";

    /// <inheritdoc/>
    public string Code => "sandbox";

    /// <inheritdoc/>
    public void Register(AdapterServices services)
    {
        services.Options<SandboxOptions>()
            .Provides<IPaymentGateway, SandboxGateway>()
            .Provides<IPayoutGateway, SandboxGateway>()
            .Provides<IProviderReports, SandboxGateway>();
        services.Services.AddSingleton<SandboxSecrets>();
        services.Services.AddSingleton(Shared);
        services.Services.AddSingleton(sp => Client(sp.GetRequiredService<SandboxOptions>(), sp));

        // The simulator works from the start: webhooks a crash interrupted go out without waiting for the next payment.
        services.Services.AddHostedService<Opening>();
    }

    private static SharedProvider Shared(IServiceProvider services)
    {
        var options = services.GetRequiredService<SandboxOptions>();
        options.CallbackUrl ??= Callback(services.GetRequiredService<IConfiguration>());
        return SharedProvider.Open(options, services.GetRequiredService<SandboxSecrets>(), services.GetRequiredService<TimeProvider>());
    }

    private static SandboxWire Client(SandboxOptions options, IServiceProvider services)
    {
        if (options.BaseUrl is null)
        {
            var front = services.GetRequiredService<SharedProvider>().Provider.Front;
            return new SandboxWire(new HttpClient(new InProcess(front)) { BaseAddress = new Uri("http://sandbox/"), Timeout = options.Timeout });
        }

        if (options.ApiKey is null || options.WebhookSecret is null)
            throw new InvalidOperationException("Adapters:Payments:sandbox needs ApiKey and WebhookSecret when BaseUrl names a simulator elsewhere.");
        var handler = OutsideCalls.Handler(CallLimits.Payments with { Total = options.Timeout }, TimeProvider.System);
        return new SandboxWire(new HttpClient(handler) { BaseAddress = options.BaseUrl, Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>This host's own webhook address, when it listens where its settings say.</summary>
    private static Uri? Callback(IConfiguration settings)
    {
        var own = (settings["urls"] ?? settings["ASPNETCORE_URLS"])?.Split(';')[0] ?? (settings["HTTP_PORTS"] is { } port ? $"http://*:{port}" : null);
        own = own?.Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal)
            .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal);
        return Uri.TryCreate(own, UriKind.Absolute, out var address) && address.Port != 0
            ? new Uri(address, "/api/v1/webhooks/payments/sandbox")
            : null;
    }

    private sealed class Opening(IServiceProvider services, SandboxOptions options) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (options.BaseUrl is null) services.GetRequiredService<SharedProvider>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>The connection to the provider, by wire or in process.</summary>
internal sealed record SandboxWire(HttpClient Http);
