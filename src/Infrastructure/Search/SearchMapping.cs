using Marketplace.Domain.Search;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Search;

/// <summary>How often a text was typed on a day; nothing tells who.</summary>
public sealed class QueryRow
{
    /// <summary>UTC day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The words typed, folded.</summary>
    public required string Text { get; init; }

    /// <summary>Guessed language.</summary>
    public required string Language { get; init; }

    /// <summary>Times typed.</summary>
    public required long Asked { get; init; }

    /// <summary>Times it found nothing as typed.</summary>
    public required long Empty { get; init; }
}

internal sealed class SearchMapping :
    IEntityTypeConfiguration<SearchSettings>, IEntityTypeConfiguration<IndexRun>, IEntityTypeConfiguration<QueryRow>
{
    private const string Schema = "search";

    public void Configure(EntityTypeBuilder<SearchSettings> builder)
    {
        builder.ToTable("settings", Schema);
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Rules).HasJson();
        builder.HasVersion();
    }

    public void Configure(EntityTypeBuilder<IndexRun> builder)
    {
        builder.ToTable("index_runs", Schema);
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kind).HasEnum();
        builder.Property(r => r.State).HasEnum();
    }

    public void Configure(EntityTypeBuilder<QueryRow> builder)
    {
        builder.ToTable("queries", Schema);
        builder.HasKey(q => new { q.Day, q.Text, q.Language });
        builder.Property(q => q.Text).HasMaxLength(200);
        builder.Property(q => q.Language).HasMaxLength(3);
    }
}

internal sealed class SearchSettingsStore(MarketplaceDb db) : ISearchSettings
{
    public Task<SearchSettings?> Find(CancellationToken ct) =>
        db.Set<SearchSettings>().FirstOrDefaultAsync(s => s.Id == SearchSettings.Only, ct);

    public void Add(SearchSettings settings) => db.Add(settings);
}

internal sealed class IndexRuns(MarketplaceDb db) : IIndexRuns
{
    public Task<IndexRun?> Find(Guid id, CancellationToken ct) => db.Set<IndexRun>().FirstOrDefaultAsync(r => r.Id == id, ct);

    public async Task<IReadOnlyList<IndexRun>> Running(IndexRunKind kind, CancellationToken ct) =>
        await db.Set<IndexRun>().Where(r => r.Kind == kind && r.State == IndexRunState.Running).ToListAsync(ct);

    public void Add(IndexRun run) => db.Add(run);
}
