using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Payments;

internal sealed class ProviderEventMapping : IEntityTypeConfiguration<ProviderEvent>
{
    public void Configure(EntityTypeBuilder<ProviderEvent> builder)
    {
        builder.ToTable("provider_events", "payments");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Provider).HasMaxLength(40);
        builder.Property(e => e.EventId).HasMaxLength(255);
        builder.Property(e => e.Word).HasJson();
        builder.Property(e => e.Body);
        builder.Property(e => e.ReceivedAt);
        builder.Property(e => e.Status).HasEnum();
        builder.HasIndex(e => new { e.Provider, e.EventId }).IsUnique();
    }
}

internal sealed class ProviderEvents(MarketplaceDb db) : IProviderEvents
{
    private static readonly Func<MarketplaceDb, string, string, CancellationToken, Task<bool>> Lookup =
        EF.CompileAsyncQuery((MarketplaceDb db, string provider, string eventId, CancellationToken ct) =>
            db.Set<ProviderEvent>().Any(e => e.Provider == provider && e.EventId == eventId));

    public Task<bool> Knows(string provider, string eventId, CancellationToken ct) => Lookup(db, provider, eventId, ct);

    public Task<ProviderEvent?> Find(Guid id, CancellationToken ct) => db.Set<ProviderEvent>().FirstOrDefaultAsync(e => e.Id == id, ct);

    public void Add(ProviderEvent received) => db.Add(received);
}
