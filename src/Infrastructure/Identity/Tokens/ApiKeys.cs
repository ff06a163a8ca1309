using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ApiKeys(MarketplaceDb db) : IApiKeys
{
    public Task<ApiKey?> Find(ApiKeyId id, CancellationToken ct) => db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == id, ct);

    public async Task<int> CountLiving(ShopId shop, DateTimeOffset at, CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({"api-keys " + shop}, 0))", ct);
        return await db.Set<ApiKey>().CountAsync(
            k => k.Shop == shop && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > at), ct);
    }

    public void Add(ApiKey key) => db.Add(key);
}

internal sealed class ListApiKeysHandler(MarketplaceDb db) : IQuery<ListApiKeys, IReadOnlyList<ApiKeyView>>
{
    public async Task<Result<IReadOnlyList<ApiKeyView>>> Handle(ListApiKeys request, CancellationToken ct)
    {
        if (request.Shop is not { } shop) return Array.Empty<ApiKeyView>();
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => k.Shop == shop).OrderByDescending(k => k.Id).Take(100).ToListAsync(ct);
        return keys.Select(k => new ApiKeyView(
            k.Id.Value, k.Name, k.Hint, k.Scopes, k.MadeAt, k.ExpiresAt, k.LastUsedAt, k.RevokedAt, k.ReplacedBy?.Value)).ToArray();
    }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys", "identity");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Name).HasMaxLength(60);
        builder.Property(k => k.Hint).HasMaxLength(4);
        builder.Property(k => k.Scopes).HasColumnType("text[]").HasConversion(
            scopes => scopes.ToArray(), texts => texts,
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), scopes => scopes.Count, scopes => scopes));
        builder.IsAudited();
        builder.HasIndex(k => k.Hash).IsUnique();
        builder.HasIndex(k => k.Shop);
        builder.HasVersion();
    }
}
