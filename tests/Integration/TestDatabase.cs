using System.Security.Cryptography;
using Marketplace.Host;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Tests.Integration;

/// <summary>Databases for test hosts: the schema is made once per run as a template and copied in a fraction of a second.</summary>
internal static class TestDatabase
{
    private static readonly string Server = Environment.GetEnvironmentVariable("MARKETPLACE_TEST_POSTGRES")
        ?? throw new InvalidOperationException("MARKETPLACE_TEST_POSTGRES is not set: run the tests with ./dev test.");

    private static readonly string Run = $"mp_{Environment.ProcessId}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);
    private static readonly SemaphoreSlim Copying = new(1);
    private static int _count;

    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Market:Sandbox"] = "true",
        ["Limits:Profile"] = "load",
        ["Identity:SigningKey"] = Convert.ToBase64String(ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKey()),
        ["Identity:Pepper"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["Identity:PasswordWork"] = "minimal",
        ["Adapters:Payments:sandbox:Enabled"] = "true",
        ["Adapters:Payments:sandbox:FlushToDisk"] = "false",
        ["Adapters:Payments:sandbox:PendingFor"] = "00:00:00.300",
        ["Adapters:Payments:sandbox:SlowFor"] = "00:00:00.500",
        ["Adapters:Payments:sandbox:LateFor"] = "00:00:01",
        ["Adapters:Payments:sandbox:WebhookSecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["Adapters:Shipping:local:WebhookSecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };

    /// <summary>A fresh database with the schema.</summary>
    public static async Task<string> Create()
    {
        var template = await Template.Value;
        var name = $"{Run}_{Interlocked.Increment(ref _count)}";
        await Copying.WaitAsync();
        try
        {
            await Execute($"CREATE DATABASE {name} TEMPLATE {template}");
        }
        finally
        {
            Copying.Release();
        }

        return name;
    }

    /// <summary>Removes a database, whoever is still connected, and its simulated bank.</summary>
    public static Task Drop(string name)
    {
        if (Directory.Exists(BankOf(name))) Directory.Delete(BankOf(name), recursive: true);
        return Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>The connection string of a database on the test server.</summary>
    public static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    /// <summary>A host on a database with test settings.</summary>
    public static WebApplication Compose(string database, Dictionary<string, string?> settings, Action<IServiceCollection>? replace) =>
        MarketplaceHost.Build(
            [],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(Defaults).AddInMemoryCollection(settings);
                builder.Configuration["ConnectionStrings:Marketplace"] = ConnectionTo(database);

                // Hosts on one database share one simulated bank, as they share one market.
                builder.Configuration["Adapters:Payments:sandbox:DataPath"] ??= BankOf(database);
                builder.WebHost.UseUrls("http://127.0.0.1:0");
            },
            services =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
                UseTestTokens(services);
                services.Decorate<IAccountStanding, TestStanding>();
                replace?.Invoke(services);
            });

    private static string BankOf(string database) => Path.Combine(Path.GetTempPath(), "marketplace-tests", database);

    private static void UseTestTokens(IServiceCollection services)
    {
        var real = services.LastOrDefault(s => s.ServiceType == typeof(IAccessTokens));
        if (real is not null) services.Remove(real);
        services.AddScoped<IAccessTokens>(sp => new TestTokens(real switch
        {
            null => null,
            { ImplementationFactory: { } make } => (IAccessTokens)make(sp),
            { ImplementationInstance: { } made } => (IAccessTokens)made,
            _ => (IAccessTokens)ActivatorUtilities.CreateInstance(sp, real.ImplementationType!),
        }));
    }

    private static async Task<string> MakeTemplate()
    {
        var name = Run + "_template";
        await Execute($"CREATE DATABASE {name}");
        await using (var host = Compose(name, [], null)) await host.Services.GetRequiredService<SchemaMigrator>().Migrate(CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(name).GetAwaiter().GetResult();
        return name;
    }

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
