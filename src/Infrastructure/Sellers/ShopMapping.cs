using Marketplace.Domain.Sellers;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Sellers;

internal sealed class ShopMapping : IEntityTypeConfiguration<Shop>
{
    public void Configure(EntityTypeBuilder<Shop> builder)
    {
        builder.ToTable("shops", "sellers");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(80);
        builder.Property(s => s.Slug).HasMaxLength(60);
        builder.Property(s => s.Country).HasMaxLength(2);
        builder.Property(s => s.LegalForm).HasEnum();
        builder.Property(s => s.Kind).HasEnum();
        builder.Property(s => s.Status).HasEnum();
        builder.Property(s => s.Description).HasMaxLength(2000);
        builder.Property(s => s.StatusReason).HasMaxLength(500);
        builder.HasIndex(s => s.Slug).IsUnique();
        builder.HasIndex(s => s.Owner).IsUnique().HasFilter("status <> 'CLOSED'");
        builder.HasIndex(s => s.VacationUntil).HasFilter("vacation_until IS NOT NULL");
        builder.HasVersion();
    }
}
