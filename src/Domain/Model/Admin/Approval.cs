using Marketplace.Kernel;

namespace Marketplace.Domain.Admin;

/// <summary>Something one person proposed and another has to agree to (quality S14).</summary>
public sealed class Approval : Aggregate<ApprovalId>
{
    private Approval(ApprovalId id, string kind, Guid about, string payload, UserId proposedBy, DateTimeOffset proposedAt) : base(id) =>
        (Kind, About, Payload, ProposedBy, ProposedAt) = (kind, about, payload, proposedBy, proposedAt);

    /// <summary>The permission that proposing and agreeing need.</summary>
    public string Kind { get; private set; }

    /// <summary>What it is about.</summary>
    public Guid About { get; private set; }

    /// <summary>The request, as JSON; the context that owns the kind reads it.</summary>
    public string Payload { get; private set; }

    /// <summary>Who wants it.</summary>
    public UserId ProposedBy { get; private set; }

    /// <summary>When it was proposed, by market time.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Until when somebody may agree.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public ApprovalStatus Status { get; private set; }

    /// <summary>Who agreed or turned it down.</summary>
    public UserId? DecidedBy { get; private set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was turned down, or the code of the refusal when it was carried out.</summary>
    public string? Reason { get; private set; }

    /// <summary>Version for lost updates.</summary>
    public uint Version { get; private set; }

    /// <summary>A proposal that waits for a second person.</summary>
    public static Approval Propose(
        ApprovalId id, string kind, Guid about, string payload, UserId by, DateTimeOffset at, TimeSpan within)
    {
        var approval = new Approval(id, kind, about, payload, by, at) { ExpiresAt = at + within };
        approval.Move("propose", null, ApprovalStatus.Pending, at);
        approval.Raise(new ApprovalProposed(id, kind, by));
        return approval;
    }

    /// <summary>The only administrator goes on alone; the trace stays.</summary>
    public static Approval Waive(ApprovalId id, string kind, Guid about, string payload, UserId by, DateTimeOffset at)
    {
        var approval = new Approval(id, kind, about, payload, by, at) { ExpiresAt = at, Reason = "only-administrator" };
        approval.Move("waive", null, ApprovalStatus.Waived, at);
        return approval;
    }

    /// <summary>True while somebody may agree.</summary>
    public bool Waits(DateTimeOffset at) => Status == ApprovalStatus.Pending && at < ExpiresAt;

    /// <summary>A second person agrees: it will be carried out.</summary>
    public Result Approve(UserId by, DateTimeOffset at)
    {
        if (by == ProposedBy) return ApprovalErrors.SecondPerson;
        if (DecidedBy == by && Status is ApprovalStatus.Approved or ApprovalStatus.Done or ApprovalStatus.Failed) return Result.Ok;
        if (Refuses(at, out var refusal)) return refusal;

        Decide(by, "approve", ApprovalStatus.Approved, null, at);
        Raise(new ApprovalAgreed(Id, Kind, Payload, ProposedBy));
        return Result.Ok;
    }

    /// <summary>A second person does not want it.</summary>
    public Result Reject(UserId by, string reason, DateTimeOffset at)
    {
        if (by == ProposedBy) return ApprovalErrors.SecondPerson;
        if (Refuses(at, out var refusal)) return refusal;

        Decide(by, "reject", ApprovalStatus.Rejected, reason, at);
        Raise(new ApprovalEnded(Id, Kind, ProposedBy, Status, reason));
        return Result.Ok;
    }

    /// <summary>The proposer does not want it any more.</summary>
    public Result Withdraw(UserId by, DateTimeOffset at)
    {
        if (by != ProposedBy) return ApprovalErrors.NotYours;
        if (Refuses(at, out var refusal)) return refusal;

        Decide(by, "withdraw", ApprovalStatus.Withdrawn, null, at);
        return Result.Ok;
    }

    /// <summary>Nobody answered in time.</summary>
    public void Expire(DateTimeOffset at)
    {
        if (Status != ApprovalStatus.Pending || at < ExpiresAt) return;

        Move("expire", Status, ApprovalStatus.Expired, at);
        Raise(new ApprovalEnded(Id, Kind, ProposedBy, Status, ""));
    }

    /// <summary>What was agreed to is done, or was refused.</summary>
    public Result Close(string? refusal, DateTimeOffset at)
    {
        if (Status is ApprovalStatus.Done or ApprovalStatus.Failed) return Result.Ok;
        if (Status != ApprovalStatus.Approved) return ApprovalErrors.Over;

        Reason = refusal;
        Move("close", Status, refusal is null ? ApprovalStatus.Done : ApprovalStatus.Failed, at);
        if (refusal is not null) Raise(new ApprovalEnded(Id, Kind, ProposedBy, Status, refusal));
        return Result.Ok;
    }

    private bool Refuses(DateTimeOffset at, out Error refusal)
    {
        refusal = ApprovalErrors.Over;
        return !Waits(at);
    }

    private void Decide(UserId by, string happened, ApprovalStatus to, string? reason, DateTimeOffset at)
    {
        (DecidedBy, DecidedAt, Reason) = (by, at, reason);
        Move(happened, Status, to, at);
    }

    private void Move(string happened, ApprovalStatus? from, ApprovalStatus to, DateTimeOffset at)
    {
        Record(new StateChange("approval", Id.Value, happened, from?.ToString(), to.ToString(), Reason, at));
        Status = to;
    }
}

/// <summary>Where an approval stands.</summary>
public enum ApprovalStatus
{
    /// <summary>Waits for a second person.</summary>
    Pending,

    /// <summary>A second person agreed; it is being carried out.</summary>
    Approved,

    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Agreed to, but refused when it was carried out.</summary>
    Failed,

    /// <summary>Turned down.</summary>
    Rejected,

    /// <summary>Taken back by the proposer.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>The only administrator went on alone.</summary>
    Waived,
}

/// <summary>Somebody wants a second person's agreement.</summary>
public sealed record ApprovalProposed(ApprovalId Approval, string Kind, UserId By) : IDomainEvent;

/// <summary>A second person agreed.</summary>
public sealed record ApprovalAgreed(ApprovalId Approval, string Kind, string Payload, UserId By) : IDomainEvent;

/// <summary>It came to nothing.</summary>
public sealed record ApprovalEnded(ApprovalId Approval, string Kind, UserId By, ApprovalStatus Status, string Reason) : IDomainEvent;

/// <summary>All approvals.</summary>
public interface IApprovals
{
    /// <summary>One of them.</summary>
    Task<Approval?> Find(ApprovalId id, CancellationToken ct);

    /// <summary>What waits with this very payload; one transaction at a time asks about a kind.</summary>
    Task<Approval?> FindSame(string kind, string payload, DateTimeOffset at, CancellationToken ct);

    /// <summary>What nobody answered in time.</summary>
    Task<IReadOnlyList<Approval>> Overdue(DateTimeOffset at, CancellationToken ct);

    /// <summary>A new one.</summary>
    void Add(Approval approval);
}

/// <summary>Why approvals refuse.</summary>
public static class ApprovalErrors
{
    /// <summary>Not there, or not for this caller.</summary>
    public static readonly Error NotFound = Error.NotFound("approval-not-found", "There is no such approval.");

    /// <summary>The proposer tried to answer.</summary>
    public static readonly Error SecondPerson = Error.Forbidden("second-person-needed", "Another person has to agree to this.");

    /// <summary>Only the proposer takes it back.</summary>
    public static readonly Error NotYours = Error.Forbidden("not-proposer", "Only who proposed it takes it back; reject it instead.");

    /// <summary>Answered, or too old.</summary>
    public static readonly Error Over = Error.Conflict("approval-over", "This was answered already, or nobody answered in time.");
}
