using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments.Messages;
using static Marketplace.Application.Payments.CapturePhase;

namespace Marketplace.Application.Payments;

/// <summary>Where a promised payment stands.</summary>
public enum CapturePhase
{
    /// <summary>The provider holds the money for us.</summary>
    Promised,

    /// <summary>The promise was about to end, so it is being captured.</summary>
    Taken,

    /// <summary>Captured or let go.</summary>
    Over,
}

/// <summary>What is remembered of a promised payment.</summary>
public sealed record CaptureState(PaymentId Payment, OrderId Order, CapturePhase Phase);

/// <summary>The promise ends in a day.</summary>
[Message("payment.promise-ending")]
public sealed record PromiseEnding(PaymentId Payment) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Payment.Value;
}

/// <summary>Sees that a promised payment is captured at the latest a day before the promise ends.</summary>
public sealed class CaptureSaga : Saga<CaptureState, CapturePhase>
{
    private static readonly TimeSpan Margin = TimeSpan.FromHours(24);

    /// <summary>The table of moves.</summary>
    public CaptureSaga() : base(state => state.Phase)
    {
        Start<PaymentAuthorized>(e => To(new CaptureState(e.Payment, e.Order, Promised))
            .Wake(e.Until - Margin, new PromiseEnding(e.Payment)));

        When<PromiseEnding>(Promised, (s, _) => To(s with { Phase = Taken }).Send(new CaptureNow(s.Payment, s.Order)));
        When<PaymentCaptured>(Promised, (s, _) => To(s with { Phase = Over }));
        When<PaymentClosed>(Promised, (s, _) => To(s with { Phase = Over }));
        When<PaymentCaptured>(Taken, (s, _) => To(s with { Phase = Over }));
        When<PaymentClosed>(Taken, (s, _) => To(s with { Phase = Over }));
        End(Taken, Over);
    }
}
