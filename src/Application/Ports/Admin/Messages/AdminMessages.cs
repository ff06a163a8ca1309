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
