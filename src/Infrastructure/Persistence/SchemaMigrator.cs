using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>Brings the database to this version under an advisory lock: migrations, then each context's guards (triggers, checks).</summary>
public sealed class SchemaMigrator(IServiceScopeFactory scopes, NpgsqlDataSource database)
{
    private const long LockKey = 0x6d6b_7073_636d;

    /// <summary>Applies what is missing; several hosts may start at once.</summary>
    public async Task Migrate(CancellationToken ct)
    {
        await using var guard = await database.OpenConnectionAsync(ct);
        await Execute(guard, $"SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock({LockKey})", ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
            if (db.Database.GetMigrations().Any()) await db.Database.MigrateAsync(ct);
            else await CreateFromModel(db, ct);
            await ApplyGuards(guard, ct);
        }
        finally
        {
            await Execute(guard, $"SELECT pg_advisory_unlock({LockKey}); RESET statement_timeout; RESET lock_timeout", CancellationToken.None);
        }
    }

    /// <summary>True when nothing is missing.</summary>
    public async Task<bool> IsCurrent(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        return !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }

    private static async Task CreateFromModel(MarketplaceDb db, CancellationToken ct)
    {
        var creator = (RelationalDatabaseCreator)db.GetService<IDatabaseCreator>();
        if (!await creator.HasTablesAsync(ct)) await creator.CreateTablesAsync(ct);
    }

    private static async Task ApplyGuards(NpgsqlConnection connection, CancellationToken ct)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith("guards.sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await Execute(connection, await reader.ReadToEndAsync(ct), ct);
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
