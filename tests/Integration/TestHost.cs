using System.Net.Http.Headers;
using Marketplace.Adapters.Payments.Sandbox.Simulator;
using Marketplace.Host;
using Marketplace.Infrastructure.Outbox;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Marketplace.Tests.Integration.TestHost))]

namespace Marketplace.Tests.Integration;

/// <summary>
/// The real host on a real port with its own database. Shared by all tests through their constructor; a test that moves the clock
/// or breaks things starts its own with <see cref="Start"/>.
/// </summary>
public sealed class TestHost : IAsyncLifetime
{
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);
    private Action<IServiceCollection>? _replace;
    private WebApplication? _app;
    private string _database = "";

    /// <summary>Address of the API, ending in <c>/api/v1/</c>.</summary>
    public Uri Api { get; private set; } = null!;

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>The host's database.</summary>
    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>A host of one's own; the same database name makes two hosts on one database.</summary>
    public static async Task<TestHost> Start(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null, string? database = null)
    {
        var host = new TestHost { _replace = replace, _database = database ?? "" };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>()) host._settings[key] = value;
        await host.InitializeAsync();
        return host;
    }

    /// <summary>Name of the database, for a second host on it.</summary>
    public string DatabaseName => _database;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (_database == "") _database = await TestDatabase.Create();
        _app = TestDatabase.Compose(_database, _settings, _replace);
        await MarketplaceHost.Prepare(_app);
        await _app.StartAsync();
        Api = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/api/v1/");

        // The port is known only now.
        if (_app.Services.GetService<SharedProvider>() is { } bank) bank.Provider.Desk.CallbackUrl ??= new Uri(Api, "webhooks/payments/sandbox");
    }

    /// <summary>A client without an account; <paramref name="cartToken"/> makes it a visitor who can buy.</summary>
    public HttpClient Anyone(string? cartToken = null)
    {
        var client = new HttpClient { BaseAddress = Api, Timeout = TimeSpan.FromSeconds(60) };
        if (cartToken is not null) client.DefaultRequestHeaders.Add("X-Cart-Token", cartToken);
        return client;
    }

    /// <summary>A client signed in as an account with roles, without going through registration (see <see cref="TestTokens"/>).</summary>
    public HttpClient As(UserId user, params string[] roles) => AsStaff(user, null, roles);

    /// <summary>A client signed in as a seller of a shop.</summary>
    public HttpClient AsSeller(UserId user, ShopId shop) => AsStaff(user, shop, "buyer", "seller");

    /// <summary>A client signed in as somebody who works for a shop of somebody else.</summary>
    public HttpClient AsShopStaff(UserId user, ShopId shop, string role) => AsStaff(user, shop, "buyer", role);

    /// <summary>Waits until every message is handled; dead letters fail the test with their reason.</summary>
    public async Task Settle(int seconds = 30)
    {
        const string open = """
            SELECT (SELECT count(*) FROM transport.outbox) + (SELECT count(*) FROM embedded_transport.messages)
            """;
        for (var until = DateTime.UtcNow.AddSeconds(seconds); ;)
        {
            await using var command = Database.CreateCommand(open);
            if ((long)(await command.ExecuteScalarAsync())! == 0) break;
            if (DateTime.UtcNow > until) throw new TimeoutException("Messages are still waiting: " + await Waiting());
            await Task.Delay(20);
        }

        await using var dead = Database.CreateCommand("SELECT string_agg(queue || ': ' || reason, E'\\n') FROM embedded_transport.dead_letters");
        if (await dead.ExecuteScalarAsync() is string reasons) throw new InvalidOperationException("Dead letters: " + reasons);
    }

    /// <summary>Moves this host's market clock and fires what became due.</summary>
    public async Task Advance(TimeSpan step)
    {
        await Settle();
        await Services.GetRequiredService<MarketClock>().Advance(Database, step, CancellationToken.None);
        await Task.Delay(450);
        await Settle();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        await TestDatabase.Drop(_database);
    }

    private HttpClient AsStaff(UserId user, ShopId? shop, params string[] roles)
    {
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.Write(user, shop, roles));
        return client;
    }

    private async Task<string> Waiting()
    {
        await using var command = Database.CreateCommand(
            "SELECT string_agg(queue || ' ' || left(envelope, 120) || ' attempts ' || attempts, E'\\n') FROM embedded_transport.messages");
        return await command.ExecuteScalarAsync() as string ?? "(outbox)";
    }
}
