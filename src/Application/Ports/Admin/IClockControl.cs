namespace Marketplace.Ports.Admin;

/// <summary>Moves the market's clock; only sandbox markets allow it.</summary>
public interface IClockControl
{
    /// <summary>The market's time and how far it is ahead of the real time.</summary>
    (DateTimeOffset Now, TimeSpan Ahead) Read();

    /// <summary>Moves the clock forward for all hosts; returns the new time.</summary>
    Task<DateTimeOffset> Advance(TimeSpan step, CancellationToken ct);
}
