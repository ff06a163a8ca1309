using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ShopPosts(MarketplaceDb db) : IShopPosts
{
    public Task<ShopPost?> Find(PostId id, CancellationToken ct) => db.Set<ShopPost>().FirstOrDefaultAsync(p => p.Id == id, ct);

    public async Task<IReadOnlyList<ShopPost>> OpenOf(ShopId shop, DateTimeOffset at, CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({"shop-posts " + shop}, 0))", ct);
        var since = at - ShopPost.InvitationGoodFor;
        return await db.Set<ShopPost>()
            .Where(p => p.Shop == shop && (p.Status == ShopPostStatus.Active || (p.Status == ShopPostStatus.Invited && p.InvitedAt > since)))
            .ToListAsync(ct);
    }

    public Task<ShopPost?> Of(UserId user, ShopId shop, CancellationToken ct) =>
        db.Set<ShopPost>().FirstOrDefaultAsync(p => p.User == user && p.Shop == shop && p.Status == ShopPostStatus.Active, ct);

    public void Add(ShopPost post) => db.Add(post);
}

internal sealed class ShopPostMapping : IEntityTypeConfiguration<ShopPost>
{
    public void Configure(EntityTypeBuilder<ShopPost> builder)
    {
        builder.ToTable("shop_posts", "identity");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Email).HasMaxLength(254);
        builder.Property(p => p.Role).HasEnum();
        builder.Property(p => p.Status).HasEnum();
        builder.IsAudited();
        builder.HasIndex(p => p.Email);
        builder.HasIndex(p => p.User).HasFilter("\"user\" IS NOT NULL");

        // However many accept at once, nobody has two posts in one shop.
        builder.HasIndex(p => new { p.Shop, p.User }).IsUnique().HasFilter("status = 'ACTIVE'");
        builder.HasVersion();
    }
}
