using Marketplace.Kernel;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>Errand: a provider told something of a charge; in doubt it is asked.</summary>
/// <param name="Event">The stored webhook.</param>
/// <param name="Outcome">Lower-case word, for instance <c>captured</c>.</param>
[Message("payment.webhook-received")]
public sealed record HeedChargeNews(
    Guid Event, string Provider, PaymentId Payment, string Reference, string Outcome, Money? Amount, DateTimeOffset? Until) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payment.Value;
}

/// <summary>Errand: a provider told something of a refund.</summary>
[Message("refund.webhook-received")]
public sealed record HeedRefundNews(Guid Event, string Provider, RefundId Refund, string Reference, string Outcome) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Refund.Value;
}

/// <summary>Errand: a provider told something of a payout.</summary>
[Message("payout.webhook-received")]
public sealed record HeedPayoutNews(Guid Event, string Provider, PayoutId Payout, string Reference, string Outcome, string? Code) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payout.Value;
}

/// <summary>A provider told of a chargeback: <c>open</c>, <c>won</c> or <c>lost</c>.</summary>
[Message("chargeback.webhook-received")]
public sealed record HeedChargebackNews(Guid Event, string Provider, PaymentId Payment, string State, Money Amount) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payment.Value;
}

/// <summary>A webhook speaks of something unknown; it is tried again for a day.</summary>
[Message("webhook.unmatched")]
public sealed record WebhookUnmatched(Guid Event, string Provider) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Event;
}

/// <summary>Try a waiting webhook again.</summary>
[Message("webhook.retry")]
public sealed record RetryWebhook(Guid Event) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Event;
}

/// <summary>A day has passed and nothing of ours is known: open an exception.</summary>
[Message("webhook.give-up")]
public sealed record GiveUpWebhook(Guid Event) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Event;
}
