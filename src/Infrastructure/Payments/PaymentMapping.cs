using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Payments;

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments", "payments", t =>
        {
            t.HasCheckConstraint("ck_payments_amount", "amount_amount >= 0 AND captured_amount_amount >= 0");
            t.HasCheckConstraint(
                "ck_payments_refunds", "refunded_amount_amount >= 0 AND refunded_amount_amount <= promised_back_amount AND "
                + "refunded_amount_amount <= captured_amount_amount");
            t.HasCheckConstraint("ck_payments_capture", "capture_minor IS NULL OR capture_minor BETWEEN 0 AND amount_amount");
        });
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Order);
        builder.Property(p => p.Number).HasMaxLength(40);
        builder.Property(p => p.Buyer);
        builder.Property(p => p.Provider).HasMaxLength(40);
        builder.Property(p => p.Method).HasMaxLength(40);
        builder.Property(p => p.Token).HasMaxLength(500);
        builder.Property(p => p.Status).HasEnum();
        builder.Property(p => p.Chargeback).HasEnum();
        builder.Property(p => p.Reference).HasMaxLength(200);
        builder.Property(p => p.ActionKind).HasMaxLength(40);
        builder.Property(p => p.ActionUrl).HasMaxLength(2000);
        builder.Property(p => p.DeclineCode).HasMaxLength(40);
        builder.ComplexProperty(p => p.Amount);
        builder.ComplexProperty(p => p.CapturedAmount);
        builder.ComplexProperty(p => p.PromisedBack);
        builder.ComplexProperty(p => p.RefundedAmount);
        builder.Ignore(p => p.Expected);
        builder.HasIndex(p => p.Order).HasDatabaseName("ix_payments_order");
        builder.HasVersion();
    }
}

internal sealed class CollectionMapping : IEntityTypeConfiguration<Collection>
{
    public void Configure(EntityTypeBuilder<Collection> builder)
    {
        builder.ToTable("collections", "payments", t => t.HasCheckConstraint(
            "ck_collections_paid", "(status = 'COVERED') = (paid_by IS NOT NULL)"));
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Number).HasMaxLength(40);
        builder.Property(c => c.Buyer);
        builder.Property(c => c.PayBy);
        builder.Property(c => c.Status).HasEnum();
        builder.Property(c => c.PaidBy);
        builder.Property(c => c.Undecided).HasJson();
        builder.ComplexProperty(c => c.Total);
        builder.HasVersion();
    }
}

internal sealed class SettlementMapping : IEntityTypeConfiguration<Settlement>
{
    public void Configure(EntityTypeBuilder<Settlement> builder)
    {
        builder.ToTable("settlements", "payments");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Order);
        builder.Property(s => s.Shop);
        builder.Property(s => s.Currency);
        builder.Property(s => s.Lines).HasJson();
        builder.Property(s => s.Holds).HasJson();
        builder.Property(s => s.Cash).HasJson().HasDefaultValueSql("'[]'::jsonb");
        builder.Ignore(s => s.Left);
        builder.Ignore(s => s.EscrowShare);
        builder.HasIndex(s => s.Order).HasDatabaseName("ix_settlements_order");
        builder.HasIndex(s => s.Shop).HasFilter("funded AND NOT released").HasDatabaseName("ix_settlements_pending");
        builder.HasIndex(s => s.ReserveUntil).HasFilter("reserve_until IS NOT NULL").HasDatabaseName("ix_settlements_reserve");
        builder.HasVersion();
    }
}

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.IsAudited();
        builder.ToTable("refunds", "payments", t => t.HasCheckConstraint(
            "ck_refunds_amount", "amount_amount >= 0 AND gross_amount >= 0"));
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Order);
        builder.Property(r => r.Payment);
        builder.Property(r => r.SellerOrder);
        builder.Property(r => r.Shop);
        builder.Property(r => r.Buyer);
        builder.Property(r => r.Number).HasMaxLength(40);
        builder.Property(r => r.Cause);
        builder.Property(r => r.Reason).HasMaxLength(300);
        builder.Property(r => r.RequestedBy).HasMaxLength(60);
        builder.Property(r => r.Asked).HasJson();
        builder.Property(r => r.Lines).HasJson();
        builder.Property(r => r.Status).HasEnum();
        builder.Property(r => r.Reference).HasMaxLength(200);
        builder.Property(r => r.FailureCode).HasMaxLength(100);
        builder.ComplexProperty(r => r.Amount);
        builder.ComplexProperty(r => r.Gross);
        builder.HasIndex(r => new { r.Cause, r.SellerOrder }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_refunds_cause");
        builder.HasIndex(r => r.Order).HasDatabaseName("ix_refunds_order");
        builder.HasIndex(r => new { r.Shop, r.Id }).HasDatabaseName("ix_refunds_shop");
        builder.HasIndex(r => r.Payment).HasFilter("status = 'APPROVED'").HasDatabaseName("ix_refunds_waiting");
        builder.HasVersion();
    }
}

internal sealed class MoneyMismatchMapping : IEntityTypeConfiguration<MoneyMismatch>
{
    public void Configure(EntityTypeBuilder<MoneyMismatch> builder)
    {
        builder.ToTable("money_mismatches", "payments");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Kind).HasMaxLength(40);
        builder.Property(m => m.Payment);
        builder.Property(m => m.Reference).HasMaxLength(200);
        builder.Property(m => m.Detail).HasMaxLength(300);
        builder.Property(m => m.Explanation).HasMaxLength(1000);
        builder.Property(m => m.At);
        builder.HasIndex(m => new { m.Payment, m.Kind }).IsUnique().HasFilter("explained_at IS NULL").HasDatabaseName("ux_money_mismatches_open");
    }
}

internal sealed class FeeRuleMapping : IEntityTypeConfiguration<FeeRule>
{
    public void Configure(EntityTypeBuilder<FeeRule> builder)
    {
        builder.ToTable("fee_rules", "payments");
        builder.IsAudited();
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Position);
        builder.Property(r => r.Name).HasMaxLength(100);
        builder.Property(r => r.Scope).HasJson();
        builder.Property(r => r.Charge).HasJson();
        builder.Property(r => r.CreatedAt);
        builder.HasIndex(r => r.Position).IsUnique().HasDatabaseName("ux_fee_rules_position");
    }
}
