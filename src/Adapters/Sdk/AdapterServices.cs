using System.ComponentModel.DataAnnotations;
using Marketplace.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adapters.Sdk;

/// <summary>What an adapter may register; everything is a singleton of the host under the adapter's code.</summary>
public sealed class AdapterServices(IServiceCollection services, IConfigurationSection settings, string code)
{
    private object? _options;
    private Func<IServiceProvider, HttpClient>? _http;

    /// <summary>The adapter's own settings section.</summary>
    public IConfigurationSection Settings => settings;

    /// <summary>The host's services, for the rare registration the other methods do not cover.</summary>
    public IServiceCollection Services => services;

    /// <summary>Binds and validates (data annotations) the adapter's options; a bad value stops the start-up with its name.</summary>
    public AdapterServices Options<TOptions>() where TOptions : class, new()
    {
        var options = settings.Get<TOptions>() ?? new TOptions();
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new InvalidOperationException($"{settings.Path}: {string.Join(' ', faults.Select(f => f.ErrorMessage))}");

        _options = options;
        services.AddSingleton(options);
        return this;
    }

    /// <summary>Gives the adapter an HTTP client with the breaker, bulkhead and time limits of its port family.</summary>
    /// <remarks>The setting <c>Timeout</c> of the adapter's section replaces the limit of the whole call.</remarks>
    public AdapterServices Http<TOptions>(CallLimits limits, Action<HttpClient, TOptions> configure) where TOptions : class
    {
        var options = (TOptions)(_options ?? throw new InvalidOperationException("Call Options before Http."));
        var own = limits with { Total = settings.GetValue("Timeout", limits.Total) };
        _http = sp =>
        {
            var client = new HttpClient(OutsideCalls.Handler(own, TimeProvider.System)) { Timeout = Timeout.InfiniteTimeSpan };
            configure(client, options);
            return client;
        };
        return this;
    }

    /// <summary>Offers an implementation of a port under the adapter's code; one instance serves all its ports.</summary>
    public AdapterServices Provides<TPort, TImplementation>() where TPort : class where TImplementation : class, TPort
    {
        if (services.All(s => s.ServiceType != typeof(TImplementation)))
        {
            var http = _http;
            services.AddSingleton(sp => http is null
                ? ActivatorUtilities.CreateInstance<TImplementation>(sp)
                : ActivatorUtilities.CreateInstance<TImplementation>(sp, http(sp)));
        }

        var adapter = code;
        services.AddSingleton(new ProviderEntry(typeof(TPort), adapter, sp => sp.GetRequiredService<TImplementation>()));
        services.AddKeyedSingleton<TPort>(adapter, (sp, _) => sp.GetRequiredService<TImplementation>());
        return this;
    }
}

/// <summary>An enabled implementation of a port.</summary>
public sealed record ProviderEntry(Type Port, string Code, Func<IServiceProvider, object> Create);

/// <summary>The enabled adapters of a port family by code, in the order of the settings.</summary>
public sealed class Providers<TPort>(IEnumerable<ProviderEntry> entries, IServiceProvider services) : IProviders<TPort> where TPort : class
{
    private readonly Dictionary<string, Lazy<TPort>> _byCode = entries.Where(e => e.Port == typeof(TPort))
        .ToDictionary(e => e.Code, e => new Lazy<TPort>(() => (TPort)e.Create(services)), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Codes => [.. _byCode.Keys];

    /// <inheritdoc/>
    public TPort? Find(string code) => _byCode.TryGetValue(code, out var provider) ? provider.Value : null;
}
