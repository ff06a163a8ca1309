using Marketplace.Kernel;

namespace Marketplace.Ports.Admin.Messages;

/// <summary>A business day begins (03:00 market time): payouts run, reserves return, books are compared. Once per day and market.</summary>
[Message("market.day-opened")]
public sealed record DayOpened(DateOnly Day) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => new(Day.DayNumber, 0x6d6b, 0x4461, 0x80, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>Errand: put a dead letter back into its queue.</summary>
[Message("admin.replay-dead-letter")]
public sealed record ReplayDeadLetter(string Queue, Guid Message) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Message;
}

/// <summary>Somebody wants a second person's agreement; whoever may agree is told.</summary>
[Message("approval.asked")]
public sealed record ApprovalAsked(ApprovalId Approval, string Kind, UserId By) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Approval.Value;
}

/// <summary>A proposal was answered, ran out, or could not be carried out; the proposer is told.</summary>
/// <param name="Outcome"><c>granted</c>, <c>rejected</c>, <c>expired</c> or <c>failed</c>.</param>
[Message("approval.answered")]
public sealed record ApprovalAnswered(ApprovalId Approval, string Kind, UserId By, string Outcome, string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Approval.Value;
}
