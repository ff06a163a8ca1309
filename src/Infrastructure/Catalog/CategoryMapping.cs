using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Catalog;

internal sealed class CategoryMapping : IEntityTypeConfiguration<Category>, IEntityTypeConfiguration<Storefront>
{
    public void Configure(EntityTypeBuilder<Category> builder)
    {
        builder.ToTable("categories", ProductMapping.Schema);
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Ignore(c => c.Depth);

        // Byte order makes a subtree one range of the index.
        builder.Property(c => c.Path).UseCollation("C").HasMaxLength(33 * Category.DepthMax);
        builder.Property(c => c.Names).HasJson();
        builder.HasVersion();
        builder.HasOne<Category>().WithMany().HasForeignKey(c => c.Parent).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.Path).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Storefront> builder)
    {
        builder.ToTable("storefronts", ProductMapping.Schema);
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
    }
}
