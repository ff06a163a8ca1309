using Marketplace.Adapters.Sdk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Integration.Adapters;

/// <summary>Registers an adapter as the host would and takes its port out.</summary>
internal static class AdapterUnderTest
{
    /// <summary>The port of an adapter with the given settings of its own section.</summary>
    public static TPort Of<TPort>(IAdapter adapter, Dictionary<string, string?> settings, Action<IServiceCollection>? more = null)
        where TPort : class
    {
        var path = $"Adapters:{adapter.Port}:{adapter.Code}";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"{path}:{s.Key}", s => s.Value)).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        more?.Invoke(services);
        adapter.Register(new AdapterServices(services, configuration.GetSection(path), adapter.Code));
        return services.BuildServiceProvider().GetRequiredKeyedService<TPort>(adapter.Code);
    }
}
