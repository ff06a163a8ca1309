using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>One change of the units on hand of an offer; append-only, their sum is what is on hand (quality R21).</summary>
public sealed class MovementRow
{
    /// <summary>Order of writing.</summary>
    public long Id { get; init; }

    /// <summary>Whose units.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>Where they are.</summary>
    public required WarehouseId Warehouse { get; init; }

    /// <summary>Units that came (positive) or went.</summary>
    public required int Delta { get; init; }

    /// <summary><c>COUNT</c>, <c>SALE</c>, <c>RETURN</c>, <c>WRITE_OFF</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Count, order, decline, cancellation or return behind it.</summary>
    public required Guid Cause { get; init; }

    /// <summary>Market time.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class StockMapping :
    IEntityTypeConfiguration<StockItem>, IEntityTypeConfiguration<MovementRow>, IEntityTypeConfiguration<Reservation>,
    IEntityTypeConfiguration<Warehouse>
{
    public void Configure(EntityTypeBuilder<StockItem> builder)
    {
        builder.ToTable("stock", ProductMapping.Schema, table => table.HasCheckConstraint(
            "ck_stock_counters", "on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand AND sold >= 0"));
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<Offer>().WithOne().HasForeignKey<StockItem>(s => s.Id).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MovementRow> builder)
    {
        builder.ToTable("movements", ProductMapping.Schema, table => table.HasCheckConstraint("ck_movements_delta", "delta <> 0"));
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).UseIdentityAlwaysColumn();
        builder.Property(m => m.Kind).HasMaxLength(20);
        builder.HasIndex(m => m.Offer);
    }

    public void Configure(EntityTypeBuilder<Reservation> builder)
    {
        builder.ToTable("reservations", ProductMapping.Schema);
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Lines).HasJson();
        builder.Property(r => r.Returns).HasJson();
        builder.Property(r => r.State).HasEnum();
        builder.HasVersion();
        builder.HasIndex(r => r.Until).HasFilter("state = 'HELD'");
    }

    public void Configure(EntityTypeBuilder<Warehouse> builder)
    {
        builder.ToTable("warehouses", ProductMapping.Schema);
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Name).HasMaxLength(200);
        builder.HasIndex(w => w.Shop);
    }
}
