using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>How the host talks to PostgreSQL: pool, statement preparation and time limits (quality R26).</summary>
public static class DatabaseSettings
{
    private const string TimeLimits =
        "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 "
        + "-c plan_cache_mode=force_generic_plan -c jit=off";

    /// <summary>The shared data source; needs <c>ConnectionStrings:Marketplace</c>.</summary>
    public static NpgsqlDataSource Build(IConfiguration settings)
    {
        var text = settings.GetConnectionString("Marketplace")
            ?? throw new InvalidOperationException("ConnectionStrings:Marketplace is missing: set it, or start with ./dev run.");
        var connection = new NpgsqlConnectionStringBuilder(text)
        {
            MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, Timeout = 3, CommandTimeout = 10, ApplicationName = "marketplace",
            // Nothing here leaves session state behind, and a reset before every use would cost more than most statements.
            NoResetOnClose = true,
        };
        if (!text.Contains("Options", StringComparison.OrdinalIgnoreCase)) connection.Options = TimeLimits;
        if (!text.Contains("Maximum Pool Size", StringComparison.OrdinalIgnoreCase) && !text.Contains("MaxPoolSize", StringComparison.OrdinalIgnoreCase))
            connection.MaxPoolSize = 50;
        return NpgsqlDataSource.Create(connection);
    }

    /// <summary>EF Core over the shared data source.</summary>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource database) => options
        .UseNpgsql(database, npgsql => npgsql.MigrationsHistoryTable("migrations", "admin").MaxBatchSize(200))
        .EnableThreadSafetyChecks(false)
        .ConfigureWarnings(w => w
            .Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning)
            // A lost race is an expected outcome that the unit of work answers; what is unexpected is logged where it surfaces.
            .Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
                (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
}
