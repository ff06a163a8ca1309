using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Orders;

internal sealed class CartMapping : IEntityTypeConfiguration<Cart>
{
    public void Configure(EntityTypeBuilder<Cart> builder)
    {
        builder.ToTable("carts", "orders");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Lines).HasJson();
        builder.Ignore(c => c.Owner);
        builder.HasVersion();
    }
}

internal sealed class CheckoutMapping : IEntityTypeConfiguration<Checkout>
{
    public void Configure(EntityTypeBuilder<Checkout> builder)
    {
        builder.ToTable("checkouts", "orders");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Parts).HasJson();
        builder.Property(c => c.Address).HasJson();
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.Property(c => c.Locale).HasMaxLength(10);
        builder.Ignore(c => c.Offers).Ignore(c => c.Order).Ignore(c => c.Total);
        builder.HasVersion();
    }
}
