using Marketplace.Adapters.Sdk;
using Marketplace.Adapters.Transport.Embedded;
using Marketplace.Contracts.Kit.Transport;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters;

public sealed class EmbeddedTransportTests : TransportContract, IAsyncLifetime
{
    private readonly List<ServiceProvider> _hosts = [];
    private string _database = "";

    protected override async Task<ITransport> Host()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(NpgsqlDataSource.Create(TestDatabase.ConnectionTo(_database)));
        new EmbeddedAdapter().Register(new AdapterServices(services, new ConfigurationBuilder().Build().GetSection("none"), "embedded"));
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        var transport = host.GetRequiredKeyedService<ITransport>("embedded");
        await transport.Declare([], TestContext.Current.CancellationToken);
        return transport;
    }

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Create();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        await TestDatabase.Drop(_database);
    }
}
