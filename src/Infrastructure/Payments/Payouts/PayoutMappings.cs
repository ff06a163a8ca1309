using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Payments;

internal sealed class PayoutAccountMapping : IEntityTypeConfiguration<PayoutAccount>
{
    public void Configure(EntityTypeBuilder<PayoutAccount> builder)
    {
        builder.ToTable("payout_accounts", "payments");
        builder.IsAudited();
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Shop);
        builder.Property(a => a.Provider).HasMaxLength(40);
        builder.Property(a => a.Token).HasMaxLength(200);
        builder.Property(a => a.Display).HasMaxLength(200);
        builder.Property(a => a.RefusalCode).HasMaxLength(100);
        builder.Property(a => a.Status).HasEnum();
        builder.Property(a => a.Schedule).HasEnum();
        builder.HasVersion();
        builder.HasIndex(a => a.Shop).IsUnique();
        builder.HasIndex(a => a.NextDay).HasFilter("status = 'VERIFIED' AND schedule <> 'MANUAL'");
    }
}

internal sealed class PayoutMapping : IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<Payout> builder)
    {
        builder.IsAudited();
        builder.ToTable("payouts", "payments", t => t.HasCheckConstraint("ck_payouts_amount", "amount_amount > 0"));
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.ComplexProperty(p => p.Amount);
        builder.Property(p => p.Shop);
        builder.Property(p => p.Account);
        builder.Property(p => p.Provider).HasMaxLength(40);
        builder.Property(p => p.AccountToken).HasMaxLength(200);
        builder.Property(p => p.RunDay);
        builder.Property(p => p.Status).HasEnum();
        builder.Property(p => p.HoldReason).HasMaxLength(200);
        builder.Property(p => p.Reference).HasMaxLength(200);
        builder.Property(p => p.FailureCode).HasMaxLength(100);
        builder.Ignore(p => p.ProviderKey);
        builder.Ignore(p => p.IsAlive);
        builder.HasVersion();
        builder.HasIndex(p => new { p.Shop, p.RunDay }).IsUnique().HasFilter("run_day IS NOT NULL");
        builder.HasIndex(p => new { p.Shop, p.Id });
        builder.HasIndex(p => p.Status).HasFilter("status IN ('SCHEDULED', 'APPROVED', 'ON_HOLD', 'PROCESSING', 'FAILED')");
    }
}
