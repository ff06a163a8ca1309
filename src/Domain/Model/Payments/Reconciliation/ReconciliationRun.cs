using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>One day of one provider compared with our books.</summary>
public sealed class ReconciliationRun : Aggregate<Guid>
{
    private ReconciliationRun(Guid id, string provider, DateOnly day, DateTimeOffset ranAt) : base(id) =>
        (Provider, Day, RanAt) = (provider, day, ranAt);

    /// <summary>Provider code.</summary>
    public string Provider { get; private set; }

    /// <summary>The day, UTC.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>When it was compared.</summary>
    public DateTimeOffset RanAt { get; private set; }

    /// <summary>Movements both sides agree on.</summary>
    public int Matched { get; private set; }

    /// <summary>Of these, booked by the two sides on different days.</summary>
    public int Timing { get; private set; }

    /// <summary>Movements that need an explanation.</summary>
    public int Mismatches { get; private set; }

    /// <summary>Notes the outcome of a comparison.</summary>
    public static ReconciliationRun Of(Guid id, string provider, DateOnly day, Comparison comparison, DateTimeOffset at) => new(id, provider, day, at)
    {
        Matched = comparison.Matched, Timing = comparison.Timing, Mismatches = comparison.Differences.Count,
    };
}

/// <summary>A movement that one side has and the other has not, or not so; open until finance explains it (quality R7).</summary>
public sealed class ReconciliationIssue : Aggregate<Guid>
{
    private ReconciliationIssue(Guid id, string provider, string kind, string reference, DateTimeOffset openedAt) : base(id) =>
        (Provider, Kind, Reference, OpenedAt) = (provider, kind, reference, openedAt);

    /// <summary>The run that found it; null for a webhook nobody could place.</summary>
    public Guid? Run { get; private set; }

    /// <summary>Provider code.</summary>
    public string Provider { get; private set; }

    /// <summary><c>amount</c>, <c>missing-here</c>, <c>missing-there</c>, <c>duplicate</c> or <c>unknown-reference</c>.</summary>
    public string Kind { get; private set; }

    /// <summary>The provider's id, or ours where it has none.</summary>
    public string Reference { get; private set; }

    /// <summary>Our payment, refund or payout, if known.</summary>
    public Guid? OurId { get; private set; }

    /// <summary>What our books say.</summary>
    public Money? Expected { get; private set; }

    /// <summary>What the provider says.</summary>
    public Money? Actual { get; private set; }

    /// <summary>Who must explain it.</summary>
    public string Owner { get; private set; } = "finance";

    /// <summary>When it was found.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When it was explained; null while open.</summary>
    public DateTimeOffset? ExplainedAt { get; private set; }

    /// <summary>The explanation.</summary>
    public string? Explanation { get; private set; }

    /// <summary>A difference of a day's comparison.</summary>
    public static ReconciliationIssue Of(Guid id, ReconciliationRun run, Difference found, DateTimeOffset at)
    {
        var issue = new ReconciliationIssue(id, run.Provider, found.Kind, found.Reference, at)
        {
            Run = run.Id, OurId = found.OurId, Expected = found.Expected, Actual = found.Actual,
        };
        issue.Raise(new MismatchFound(id, found.Kind, found.Reference, found.Expected, found.Actual));
        return issue;
    }

    /// <summary>A webhook about something that is not ours.</summary>
    public static ReconciliationIssue OfStranger(Guid id, string provider, string reference, Guid ourId, Money? actual, DateTimeOffset at)
    {
        var issue = new ReconciliationIssue(id, provider, "unknown-reference", reference, at) { OurId = ourId, Actual = actual };
        issue.Raise(new MismatchFound(id, issue.Kind, reference, null, actual));
        return issue;
    }

    /// <summary>Finance found the reason.</summary>
    public Result Explain(string explanation, DateTimeOffset at)
    {
        if (ExplainedAt is not null) return Error.Conflict("issue-explained", "This was explained before.");

        (Explanation, ExplainedAt) = (explanation, at);
        return Result.Ok;
    }
}

/// <summary>Runs and issues of the reconciliation, and the side of it that is ours.</summary>
public interface IReconciliations
{
    /// <summary>The last day compared for a provider; null before the first.</summary>
    Task<DateOnly?> LastDay(string provider, CancellationToken ct);

    /// <summary>The first day on which our books name a provider; null when they never did.</summary>
    Task<DateOnly?> FirstDay(string provider, CancellationToken ct);

    /// <summary>Whether a day was compared.</summary>
    Task<bool> Ran(string provider, DateOnly day, CancellationToken ct);

    /// <summary>What our books moved with a provider between two moments.</summary>
    Task<IReadOnlyList<BookMovement>> Ours(string provider, DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <summary>One issue; null when unknown.</summary>
    Task<ReconciliationIssue?> Find(Guid issue, CancellationToken ct);

    /// <summary>Adds a run.</summary>
    void Add(ReconciliationRun run);

    /// <summary>Adds an issue.</summary>
    void Add(ReconciliationIssue issue);
}
