using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Comparisons with providers, newest day first.</summary>
public sealed record ListReconciliations(string? Provider, PageRequest Page);

/// <summary>One comparison with what it found.</summary>
public sealed record GetReconciliation(Guid Run);

/// <summary>Everything that waits for an explanation (or had one), newest first.</summary>
public sealed record ListIssues(bool Open, PageRequest Page);

/// <summary>A comparison: <c>BALANCED</c>, or <c>MISMATCH</c> while something is open, <c>EXPLAINED</c> afterwards.</summary>
public sealed record ReconciliationView(
    Guid Id, string Provider, DateOnly Day, string Status, int Matched, int Timing, int Mismatches, DateTimeOffset RanAt,
    IReadOnlyList<IssueView>? Issues = null);

/// <summary>A difference.</summary>
public sealed record IssueView(
    Guid Id, Guid? Reconciliation, string Provider, string Kind, string Reference, Guid? OurId, Money? Expected, Money? Actual,
    string Owner, DateTimeOffset OpenedAt, DateTimeOffset? ExplainedAt, string? Explanation);
