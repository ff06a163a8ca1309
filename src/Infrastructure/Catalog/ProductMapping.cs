using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Catalog;

internal sealed class ProductMapping :
    IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<Variant>, IEntityTypeConfiguration<Offer>
{
    public const string Schema = "catalog";

    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products", Schema);
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Ignore(p => p.Card);
        builder.Property(p => p.State).HasEnum();
        builder.Property(p => p.Attributes).HasJson();
        builder.Property(p => p.Translations).HasJson();
        builder.Property(p => p.Tags).HasJson();
        builder.Property(p => p.Images).HasJson();
        builder.Property(p => p.Refusals).HasJson();
        builder.HasVersion();
        builder.HasMany(p => p.Variants).WithOne().HasForeignKey(v => v.Product);
        builder.Navigation(p => p.Variants).AutoInclude().UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasOne<Category>().WithMany().HasForeignKey(p => p.Category).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.Shop, p.Id }).IsDescending(false, true);
    }

    public void Configure(EntityTypeBuilder<Variant> builder)
    {
        builder.ToTable("variants", Schema);
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Attributes).HasJson();
        builder.Property(v => v.Gtin).HasMaxLength(14);
        builder.HasIndex(v => v.Gtin).HasFilter("gtin IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Offer> builder)
    {
        builder.ToTable("offers", Schema, table =>
        {
            table.HasCheckConstraint(
                "ck_offers_price", "price_amount > 0 AND (compare_at_amount IS NULL OR compare_at_amount > price_amount)");
            table.HasCheckConstraint("ck_offers_days", "handling_days >= 0 AND return_days BETWEEN 0 AND 365");
            table.HasCheckConstraint("ck_offers_size", "weight_grams >= 0 AND length_mm >= 0 AND width_mm >= 0 AND height_mm >= 0");
        });
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Ignore(o => o.Terms);
        builder.ComplexProperty(o => o.Price);
        builder.Property(o => o.Sku).HasMaxLength(100);
        builder.Property(o => o.TaxClass).HasMaxLength(40);
        builder.HasVersion();
        builder.HasOne<Product>().WithMany().HasForeignKey(o => o.Product).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Variant>().WithMany().HasForeignKey(o => o.Variant).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.Shop, o.Sku }).IsUnique();
        builder.HasIndex(o => new { o.Shop, o.Id }).IsDescending(false, true);
    }
}
