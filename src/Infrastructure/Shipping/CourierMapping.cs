using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class CourierMapping : IEntityTypeConfiguration<Courier>
{
    public void Configure(EntityTypeBuilder<Courier> builder)
    {
        builder.ToTable("couriers", "shipping");
        builder.HasKey(c => c.Id);
        builder.HasVersion();
        builder.HasIndex(c => c.LastAskedAt).HasFilter("on_shift");
    }
}

internal sealed class CourierTaskMapping : IEntityTypeConfiguration<CourierTask>
{
    public void Configure(EntityTypeBuilder<CourierTask> builder)
    {
        builder.ToTable("courier_tasks", "shipping");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Shipment);
        builder.Property(t => t.State).HasEnum();
        builder.Property(t => t.Courier);
        builder.Property(t => t.Asked).HasJson();
        builder.Property(t => t.FailureReason).HasMaxLength(40);
        builder.Ignore(t => t.IsOpen);
        builder.HasVersion();
        builder.HasIndex(t => new { t.Courier, t.Id });

        // One delivery has one open task, whoever books it twice.
        builder.HasIndex(t => t.Shipment).IsUnique().HasFilter("state NOT IN ('DONE', 'RETURNED', 'LOST', 'CANCELLED')");
    }
}
