using Marketplace.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

/// <summary>A database that was brought to this version is left alone; one that was not is brought there.</summary>
public sealed class SchemaTests
{
    private const string Guard = "SELECT count(*) FROM pg_trigger WHERE tgname = 'append_only' AND tgrelid = 'payments.ledger_entries'::regclass";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guards_are_applied_again_when_the_database_does_not_say_that_it_has_them()
    {
        await using var host = await TestHost.Start();
        var migrator = host.Services.GetRequiredService<SchemaMigrator>();
        await Execute(host, "DROP TRIGGER append_only ON payments.ledger_entries");

        await migrator.Migrate(Ct);
        var left = await Ask(host, Guard);
        await Execute(host, "UPDATE transport.schema_stamp SET stamp = 'an older version'");
        await Task.WhenAll(migrator.Migrate(Ct), migrator.Migrate(Ct));

        Assert.Equal(0L, left);
        Assert.Equal(1L, await Ask(host, Guard));
        Assert.True(await migrator.IsCurrent(Ct));
        Assert.Equal(1L, await Ask(host, "SELECT count(*) FROM transport.schema_stamp WHERE stamp <> 'an older version'"));
    }

    private static async Task Execute(TestHost host, string sql)
    {
        await using var command = host.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<long> Ask(TestHost host, string sql)
    {
        await using var command = host.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
