using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Payments;

internal sealed class ReconciliationRunMapping : IEntityTypeConfiguration<ReconciliationRun>
{
    public void Configure(EntityTypeBuilder<ReconciliationRun> builder)
    {
        builder.ToTable("reconciliation_runs", "payments");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Provider).HasMaxLength(40);
        builder.Property(r => r.Day);
        builder.Property(r => r.RanAt);
        builder.HasIndex(r => new { r.Provider, r.Day }).IsUnique();
    }
}

internal sealed class ReconciliationIssueMapping : IEntityTypeConfiguration<ReconciliationIssue>
{
    public void Configure(EntityTypeBuilder<ReconciliationIssue> builder)
    {
        builder.ToTable("reconciliation_issues", "payments");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Run);
        builder.Property(i => i.Provider).HasMaxLength(40);
        builder.Property(i => i.Kind).HasMaxLength(40);
        builder.Property(i => i.Reference).HasMaxLength(255);
        builder.Property(i => i.OurId);
        builder.Property(i => i.Expected).HasJson();
        builder.Property(i => i.Actual).HasJson();
        builder.Property(i => i.Owner).HasMaxLength(40);
        builder.Property(i => i.OpenedAt);
        builder.Property(i => i.Explanation).HasMaxLength(1000);
        builder.HasIndex(i => i.Run);
        builder.HasIndex(i => i.Id).HasFilter("explained_at IS NULL").HasDatabaseName("ix_reconciliation_issues_open");
    }
}

internal sealed class Reconciliations(MarketplaceDb db) : IReconciliations
{
    public Task<DateOnly?> LastDay(string provider, CancellationToken ct) =>
        db.Set<ReconciliationRun>().Where(r => r.Provider == provider).MaxAsync(r => (DateOnly?)r.Day, ct);

    public async Task<DateOnly?> FirstDay(string provider, CancellationToken ct)
    {
        var account = "provider:" + provider;
        var first = await db.Database.SqlQuery<DateTimeOffset?>(
            $"""
             SELECT min(p.at) AS "Value" FROM payments.ledger_entries e JOIN payments.ledger_postings p ON p.id = e.posting_id
             WHERE e.account = {account}
             """).SingleAsync(ct);
        return first is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;
    }

    public Task<bool> Ran(string provider, DateOnly day, CancellationToken ct) =>
        db.Set<ReconciliationRun>().AnyAsync(r => r.Provider == provider && r.Day == day, ct);

    public async Task<IReadOnlyList<BookMovement>> Ours(string provider, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var account = "provider:" + provider;
        var rows = await db.Database.SqlQuery<OwnRow>(
            $"""
             SELECT p.cause_kind AS "CauseKind", p.cause_id AS "CauseId", e.minor AS "Minor", e.currency AS "Currency", p.at AS "At"
             FROM payments.ledger_postings p JOIN payments.ledger_entries e ON e.posting_id = p.id
             WHERE e.account = {account} AND p.at >= {from} AND p.at < {to}
             """).ToListAsync(ct);
        return [.. rows.Select(r => new BookMovement(
            KindOf(r.CauseKind), r.CauseId, r.CauseId.ToString(), new Money(r.Minor, Currency.Of(r.Currency)), r.At))];
    }

    public Task<ReconciliationIssue?> Find(Guid issue, CancellationToken ct) =>
        db.Set<ReconciliationIssue>().FirstOrDefaultAsync(i => i.Id == issue, ct);

    public void Add(ReconciliationRun run) => db.Add(run);

    public void Add(ReconciliationIssue issue) => db.Add(issue);

    // payout-paid-1, payout-return-2 and so on are all the provider's "payout"; the sign tells the direction.
    private static string KindOf(string causeKind) => causeKind.Split('-', 2)[0];

    private sealed record OwnRow(string CauseKind, Guid CauseId, long Minor, string Currency, DateTimeOffset At);
}
