using FluentValidation;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Admin;

/// <summary>Moves a sandbox market's clock forward, so that deadlines, escrow and payouts can be tried in minutes.</summary>
public sealed record AdvanceClock(TimeSpan Step);

/// <summary>The market's time, and how far it is ahead of the real time.</summary>
public sealed record ClockView(DateTimeOffset Now, double AheadSeconds);

/// <summary>A step lies between a second and a year.</summary>
public sealed class AdvanceClockValidator : AbstractValidator<AdvanceClock>
{
    /// <summary>States the rule.</summary>
    public AdvanceClockValidator() =>
        RuleFor(r => r.Step).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromDays(366)).OverridePropertyName("seconds");
}

/// <summary>Handles <see cref="AdvanceClock"/>.</summary>
public sealed class AdvanceClockHandler(IClockControl clock, IMarketTerms market) : IUseCase<AdvanceClock, ClockView>
{
    /// <inheritdoc/>
    public async Task<Result<ClockView>> Handle(AdvanceClock request, CancellationToken ct)
    {
        if (!market.Current.Sandbox) return Error.Conflict("clock-fixed", "Only sandbox markets have a movable clock.");

        var now = await clock.Advance(request.Step, ct);
        return new ClockView(now, clock.Read().Ahead.TotalSeconds);
    }
}
