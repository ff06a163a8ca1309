using Marketplace.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>The one database of a host: a PostgreSQL schema per context, plus <c>transport</c> for outbox, once, sagas and timers.</summary>
public sealed class MarketplaceDb(DbContextOptions<MarketplaceDb> options) : DbContext(options)
{
    /// <summary>Contexts that own a schema with a <c>changes</c> table for the history of their state machines.</summary>
    public static readonly IReadOnlyList<string> Contexts =
        ["identity", "sellers", "catalog", "orders", "payments", "shipping", "notifications", "search", "admin"];

    /// <summary>Messages waiting for the relay.</summary>
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    /// <summary>Invocations that committed.</summary>
    public DbSet<OnceRow> Once => Set<OnceRow>();

    /// <summary>Saga states.</summary>
    public DbSet<SagaRow> Sagas => Set<SagaRow>();

    /// <summary>Wake-up calls.</summary>
    public DbSet<TimerRow> Timers => Set<TimerRow>();

    /// <summary>The history table of a context.</summary>
    public DbSet<ChangeRow> Changes(string context) => Set<ChangeRow>($"{context}.changes");

    /// <summary>Opens the transaction early, for handlers that need a lock or a conditional update before they decide.</summary>
    public async Task Begin(CancellationToken ct)
    {
        if (Database.CurrentTransaction is null) await Database.BeginTransactionAsync(ct);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MarketplaceDb).Assembly);
        foreach (var context in Contexts)
        {
            modelBuilder.SharedTypeEntity<ChangeRow>($"{context}.changes", change =>
            {
                change.ToTable("changes", context);
                change.HasKey(c => c.Id);
                change.Property(c => c.Id).UseIdentityAlwaysColumn();
                change.HasIndex(c => c.Subject).HasDatabaseName($"ix_{context}_changes_subject");
            });
        }

        SnakeCase.Apply(modelBuilder);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Apply(configurationBuilder);
}
