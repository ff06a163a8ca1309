using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Payments;

internal sealed class ChargebackMapping : IEntityTypeConfiguration<Chargeback>
{
    public void Configure(EntityTypeBuilder<Chargeback> builder)
    {
        builder.ToTable("chargebacks", "payments");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Order);
        builder.Property(c => c.Provider).HasMaxLength(40);
        builder.ComplexProperty(c => c.Amount);
        builder.Property(c => c.Shares).HasJson();
        builder.Property(c => c.OpenedAt);
        builder.Property(c => c.ClosedAt);
        builder.HasIndex(c => c.OpenedAt).HasFilter("closed_at IS NULL");
    }
}

internal sealed class ChargebackBook(MarketplaceDb db) : IChargebacks
{
    public Task<Chargeback?> Find(PaymentId payment, CancellationToken ct) => db.Set<Chargeback>().FirstOrDefaultAsync(c => c.Id == payment, ct);

    public void Add(Chargeback chargeback) => db.Add(chargeback);
}
