using Marketplace.Kernel;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>Errand: compare a provider's report of a day with our books.</summary>
[Message("reconciliation.compare")]
public sealed record CompareBooks(string Provider, DateOnly Day) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => new(Day.DayNumber, 0x7265, 0x636f, 0x80, 0, 0, 0, 0, 0, 0, 0);
}
