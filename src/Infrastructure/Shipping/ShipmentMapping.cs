using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class ShipmentMapping : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> builder)
    {
        builder.ToTable("shipments", "shipping");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.SellerOrder);
        builder.Property(s => s.Order);
        builder.Property(s => s.Shop);
        builder.Property(s => s.Buyer);
        builder.Property(s => s.Number).HasMaxLength(20);
        builder.Property(s => s.Status).HasEnum();
        builder.Property(s => s.Carrier).HasMaxLength(40);
        builder.Property(s => s.Service).HasMaxLength(40);
        builder.Property(s => s.From).HasJson();
        builder.Property(s => s.To).HasJson();
        builder.Property(s => s.Lines).HasJson();
        builder.Property(s => s.Pieces).HasJson();
        builder.ComplexProperty(s => s.DeclaredValue);
        builder.Property(s => s.Cash).HasJson();
        builder.Property(s => s.Booking).HasJson();
        builder.Property(s => s.TrackingNumber).HasMaxLength(100);
        builder.Property(s => s.PickupCode).HasJson();
        builder.Property(s => s.DeliveryCode).HasJson();
        builder.Property(s => s.Events).HasJson();
        builder.Property(s => s.Proof).HasJson();
        builder.HasVersion();
        builder.HasIndex(s => s.Number).IsUnique();
        builder.HasIndex(s => s.SellerOrder);
        builder.HasIndex(s => s.Order);
        builder.HasIndex(s => new { s.Shop, s.Id });
    }
}

internal sealed class DeliveryProfileMapping : IEntityTypeConfiguration<DeliveryProfile>
{
    public void Configure(EntityTypeBuilder<DeliveryProfile> builder)
    {
        builder.ToTable("delivery_profiles", "shipping");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Shop);
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.Origin).HasJson();
        builder.Property(p => p.Zones).HasJson();
        builder.HasVersion();
        builder.HasIndex(p => p.Shop);
    }
}

internal sealed class CarrierMessageMapping : IEntityTypeConfiguration<CarrierMessage>
{
    public void Configure(EntityTypeBuilder<CarrierMessage> builder)
    {
        builder.ToTable("carrier_messages", "shipping");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Carrier).HasMaxLength(40);
        builder.Property(m => m.EventId).HasMaxLength(200);
        builder.Property(m => m.Shipment);
        builder.Property(m => m.Body);
        builder.HasIndex(m => new { m.Carrier, m.EventId }).IsUnique();
    }
}
