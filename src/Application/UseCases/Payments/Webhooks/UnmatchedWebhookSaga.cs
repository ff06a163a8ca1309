using Marketplace.Ports;
using Marketplace.Ports.Payments.Messages;
using static Marketplace.Application.Payments.UnmatchedWebhookPhase;

namespace Marketplace.Application.Payments;

/// <summary>How long a webhook has been waiting for its subject.</summary>
public enum UnmatchedWebhookPhase
{
    /// <summary>Tried again from time to time.</summary>
    Waiting,

    /// <summary>Handed to finance.</summary>
    GivenUp,
}

/// <summary>A webhook that waits, and how often it was tried.</summary>
public sealed record UnmatchedWebhookState(Guid Event, UnmatchedWebhookPhase Phase, int Tries);

/// <summary>Time to try a waiting webhook again.</summary>
[Message("timer.webhook-retry")]
public sealed record WebhookRetryDue(Guid Event) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Event;
}

/// <summary>Tries a webhook of an unknown subject again for a day, then opens an exception (quality R23).</summary>
public sealed class UnmatchedWebhookSaga : Saga<UnmatchedWebhookState, UnmatchedWebhookPhase>
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(50), TimeSpan.FromHours(5), TimeSpan.FromHours(18)];

    /// <summary>The moves.</summary>
    public UnmatchedWebhookSaga() : base(state => state.Phase)
    {
        Start<WebhookUnmatched>(e => To(new UnmatchedWebhookState(e.Event, Waiting, 0)).Wake(Pauses[0], new WebhookRetryDue(e.Event)));

        When<WebhookRetryDue>(Waiting, (s, _) => s.Tries + 1 < Pauses.Length
            ? To(s with { Tries = s.Tries + 1 }).Send(new RetryWebhook(s.Event)).Wake(Pauses[s.Tries + 1], new WebhookRetryDue(s.Event))
            : To(s with { Phase = GivenUp, Tries = s.Tries + 1 }).Send(new GiveUpWebhook(s.Event)));

        End(GivenUp);
    }
}
