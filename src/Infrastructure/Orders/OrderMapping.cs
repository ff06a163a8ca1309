using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Orders;

internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders", "orders", table => table.HasCheckConstraint(
            "ck_orders_money", "total_amount >= 0 AND refunded_amount >= 0 AND refunded_amount <= total_amount"));
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Number).HasMaxLength(20);
        builder.HasIndex(o => o.Number).IsUnique();
        builder.HasIndex(o => new { o.Buyer, o.Id });
        builder.Property(o => o.Status).HasEnum();
        builder.Property(o => o.ShipTo).HasJson();
        builder.Property(o => o.PayProvider).HasMaxLength(40);
        builder.Property(o => o.PayMethod).HasMaxLength(40);
        builder.Property(o => o.CancelReason).HasMaxLength(40);
        builder.ComplexProperty(o => o.Total);
        builder.ComplexProperty(o => o.Refunded);
        builder.HasVersion();
        builder.HasMany(o => o.Parts).WithOne().HasForeignKey(p => p.Order);
        builder.Navigation(o => o.Parts).AutoInclude();
    }
}

internal sealed class SellerOrderMapping : IEntityTypeConfiguration<SellerOrder>
{
    public void Configure(EntityTypeBuilder<SellerOrder> builder)
    {
        builder.ToTable("seller_orders", "orders");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => new { p.Shop, p.UpdatedAt, p.Id });
        builder.HasIndex(p => new { p.Shop, p.Id });
        builder.Property(p => p.ShopName).HasMaxLength(200);
        builder.Property(p => p.State).HasEnum();
        builder.Property(p => p.Delivery).HasJson();
        builder.Property(p => p.Parcels).HasJson();
        builder.Property(p => p.Holds).HasJson();
        builder.Property(p => p.CancelReason).HasMaxLength(40);
        builder.Property(p => p.CancelRequest).HasJson();
        builder.ComplexProperty(p => p.Total);
        builder.ComplexProperty(p => p.Refunded);
        builder.Ignore(p => p.Goods).Ignore(p => p.Labelled).Ignore(p => p.PartiallyShipped);
        builder.HasMany(p => p.Lines).WithOne().HasForeignKey(l => l.SellerOrder);
        builder.Navigation(p => p.Lines).AutoInclude();
    }
}

internal sealed class OrderLineMapping : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("order_lines", "orders", table => table.HasCheckConstraint(
            "ck_order_lines_units",
            "quantity > 0 AND cancelled >= 0 AND returned >= 0 AND cancelled + returned <= quantity"));
        builder.HasKey(l => new { l.SellerOrder, l.Number });
        builder.Property(l => l.Title).HasMaxLength(500);
        builder.Property(l => l.Sku).HasMaxLength(100);
        builder.Property(l => l.Payee).HasMaxLength(10);
        builder.ComplexProperty(l => l.Size);
        string[] amounts = ["_unitPrice", "_buyerPays", "_sellerGross", "_commission", "_commissionTax",
            "_platformPromo", "_tax"];
        foreach (var money in amounts)
            builder.Property<long>(money);
        builder.Ignore(l => l.Live).Ignore(l => l.IsDelivery).Ignore(l => l.UnitPrice).Ignore(l => l.Amounts);
    }
}
