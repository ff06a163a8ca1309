using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments.Messages;
using static Marketplace.Application.Payments.RefundPhase;

namespace Marketplace.Application.Payments;

/// <summary>Where a refund's retries stand.</summary>
public enum RefundPhase
{
    /// <summary>Pausing before the next try.</summary>
    Pausing,

    /// <summary>The next try is under way; a further delay pauses again.</summary>
    Asked,
}

/// <summary>What the retries of one refund remember.</summary>
public sealed record RefundRetries(RefundId Refund, RefundPhase Phase);

/// <summary>The pause is over.</summary>
[Message("refund.pause-over")]
public sealed record RefundPauseOver(RefundId Refund) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Refund.Value;
}

/// <summary>Asks a provider again for a refund it did not take, less and less often.</summary>
public sealed class RefundSaga : Saga<RefundRetries, RefundPhase>
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>The table of moves.</summary>
    public RefundSaga() : base(state => state.Phase)
    {
        Start<RefundStalled>(e => Pause(new RefundRetries(e.Refund, Pausing), e.Tries));
        When<RefundPauseOver>(Pausing, (s, _) => To(s with { Phase = Asked }).Send(new ResendRefund(s.Refund)));
        When<RefundStalled>(Asked, (s, e) => Pause(s with { Phase = Pausing }, e.Tries));
        End(Asked);
    }

    private static Step<RefundRetries> Pause(RefundRetries state, int tries) =>
        To(state).Wake(Pauses[Math.Clamp(tries - 1, 0, Pauses.Length - 1)], new RefundPauseOver(state.Refund));
}
