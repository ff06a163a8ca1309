using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>
/// Brings the database to this version under an advisory lock: migrations, then each context's guards (triggers, checks). A database that
/// says it was brought to exactly this version before is left alone.
/// </summary>
public sealed class SchemaMigrator(IServiceScopeFactory scopes, NpgsqlDataSource database)
{
    private static readonly Assembly Program = typeof(SchemaMigrator).Assembly;
    private const long LockKey = 0x6d6b_7073_636d;
    private const string ReadStamp = "SELECT stamp FROM transport.schema_stamp";

    private const string WriteStamp = """
        CREATE TABLE IF NOT EXISTS transport.schema_stamp (one boolean PRIMARY KEY DEFAULT true CHECK (one), stamp text NOT NULL);
        INSERT INTO transport.schema_stamp (stamp) VALUES ($1) ON CONFLICT (one) DO UPDATE SET stamp = excluded.stamp
        """;

    /// <summary>Applies what is missing; several hosts may start at once.</summary>
    public async Task Migrate(CancellationToken ct)
    {
        var stamp = await Stamp(ct);
        await using var guard = await database.OpenConnectionAsync(ct);
        if (await Reached(guard, ct) == stamp) return;

        await Execute(guard, $"SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock({LockKey})", ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
            if (db.Database.GetMigrations().Any()) await db.Database.MigrateAsync(ct);
            else await CreateFromModel(db, ct);
            await ApplyGuards(guard, ct);
            await Remember(guard, stamp, ct);
        }
        finally
        {
            await Execute(guard, $"SELECT pg_advisory_unlock({LockKey}); RESET statement_timeout; RESET lock_timeout", CancellationToken.None);
        }
    }

    /// <summary>True when nothing is missing.</summary>
    public async Task<bool> IsCurrent(CancellationToken ct)
    {
        await using (var connection = await database.OpenConnectionAsync(ct))
            if (await Reached(connection, ct) == await Stamp(ct)) return true;

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
        foreach (var guard in await Guards(ct)) await Execute(connection, guard, ct);
    }

    private static async Task<IReadOnlyList<string>> Guards(CancellationToken ct)
    {
        var guards = new List<string>();
        foreach (var name in Program.GetManifestResourceNames().Where(n => n.EndsWith("guards.sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(Program.GetManifestResourceStream(name)!);
            guards.Add(await reader.ReadToEndAsync(ct));
        }

        return guards;
    }

    // What the program would bring: its migrations and guards. Asking EF for them would build the model twice to find nothing to do.
    private static async Task<string> Stamp(CancellationToken ct)
    {
        var migrations = Program.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).Where(id => id is not null).Order(StringComparer.Ordinal);
        var all = string.Join('\n', [.. migrations, .. await Guards(ct)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    private static async Task<string?> Reached(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await using var ask = new NpgsqlCommand(ReadStamp, connection);
            return (string?)await ask.ExecuteScalarAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }
    }

    private static async Task Remember(NpgsqlConnection connection, string stamp, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in WriteStamp.Split(';')) batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter { Value = stamp });
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
