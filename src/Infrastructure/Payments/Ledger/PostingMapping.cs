using Marketplace.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Payments;

internal sealed class PostingMapping : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.ToTable("ledger_postings", "payments", t => t.HasCheckConstraint(
            "ck_ledger_postings_cause", "cause_kind ~ '^[a-z][a-z0-9-]{1,39}$'"));
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.CauseKind).HasMaxLength(40);
        builder.Property(p => p.CauseId);
        builder.Property(p => p.Note).HasMaxLength(300);
        builder.Property(p => p.Reverses);
        builder.Property(p => p.At);
        builder.HasIndex(p => new { p.CauseKind, p.CauseId }).IsUnique().HasDatabaseName("ux_ledger_postings_cause");
        builder.OwnsMany(p => p.Entries, Entries);
        builder.Navigation(p => p.Entries).UsePropertyAccessMode(PropertyAccessMode.Field).HasField("_entries");
    }

    private static void Entries(OwnedNavigationBuilder<Posting, Entry> entries)
    {
        entries.ToTable("ledger_entries", "payments", t =>
        {
            t.HasCheckConstraint("ck_ledger_entries_amount", "minor <> 0");
            t.HasCheckConstraint("ck_ledger_entries_currency", "currency ~ '^[A-Z]{3,4}$' AND currency <> 'XXX'");
            t.HasCheckConstraint("ck_ledger_entries_account", AccountNames);
        });
        entries.WithOwner().HasForeignKey("PostingId");
        entries.Property<Kernel.PostingId>("PostingId");
        entries.HasKey("PostingId", nameof(Entry.Number));
        entries.Property(e => e.Number).ValueGeneratedNever();
        // Bytewise collation: cheap to compare, and the same order in which the domain sorts accounts.
        entries.Property(e => e.Account).HasConversion(a => a.Name, n => Account.Named(n)).HasMaxLength(60).UseCollation("C");
        entries.Property(e => e.Currency);
        entries.Property(e => e.Minor);
        entries.Ignore(e => e.Amount);
        entries.HasIndex(nameof(Entry.Account), "PostingId").HasDatabaseName("ix_ledger_entries_account");
    }

    private const string AccountNames =
        "account ~ '^(provider:[a-z0-9-]+|escrow:[0-9a-f-]{36}|seller:[0-9a-f-]{36}:(available|reserve|receivable)" +
        "|platform:(commission|promo|delivery|fees|loss)|tax:[a-z-]+|payout:[0-9a-f-]{36}|wallet:[0-9a-f-]{36}|courier:[0-9a-f-]{36})$'";
}

/// <summary>The cached balance of an account that is not shared: written by the ledger's trigger only.</summary>
internal sealed class BalanceRow
{
    /// <summary>Account name.</summary>
    public required string Account { get; init; }

    /// <summary>ISO currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Signed sum of the account's entries: debits positive.</summary>
    public required long Minor { get; init; }
}

internal sealed class BalanceMapping : IEntityTypeConfiguration<BalanceRow>
{
    public void Configure(EntityTypeBuilder<BalanceRow> builder)
    {
        builder.ToTable("ledger_balances", "payments", t => t.HasCheckConstraint("ck_ledger_balances_guarded", Guarded));
        builder.HasKey(b => new { b.Account, b.Currency });
        builder.Property(b => b.Account).HasMaxLength(60).UseCollation("C");
        builder.Property(b => b.Currency).HasMaxLength(4);
    }

    /// <summary>The side each guarded account must stay on.</summary>
    internal const string Guarded =
        "CASE WHEN account LIKE 'seller:%:receivable' THEN minor >= 0 " +
        "WHEN account LIKE 'escrow:%' OR account LIKE 'seller:%' OR account LIKE 'wallet:%' OR account LIKE 'payout:%' THEN minor <= 0 " +
        "ELSE true END";
}
