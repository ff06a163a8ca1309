using System.Text.Json;
using Marketplace.Adapters.Payments.Sandbox.Wire;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Adapters.Payments.Sandbox;

/// <summary>Reads the provider's webhooks.</summary>
internal static class SandboxNews
{
    /// <summary>The news, or null when nothing proves where it came from; genuine news of an unknown kind is <c>Other</c>.</summary>
    public static ProviderNews? Read(IncomingWebhook webhook, IReadOnlyList<string> secrets)
    {
        var signature = webhook.Headers.GetValueOrDefault(WireFormat.SignatureHeader);
        if (!Signature.Proves(signature, secrets, webhook.At, webhook.Body)) return null;

        try
        {
            return JsonSerializer.Deserialize<EventView>(webhook.Body.Span, WireFormat.Json) is { Id.Length: > 0, Type: not null } read
                ? Translate(read)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProviderNews Translate(EventView news)
    {
        if (news.Charge is { } charge && news.Type.StartsWith("charge.", StringComparison.Ordinal))
            return new ProviderNews(news.Id, NewsKind.Charge, charge.PaymentId, charge.Id, Charge: Outcome.OfCharge(charge));
        if (news.Refund is { } refund && news.Type.StartsWith("refund.", StringComparison.Ordinal))
            return new ProviderNews(news.Id, NewsKind.Refund, refund.RefundId, refund.Id, Refund: Outcome.OfRefund(refund));
        if (news.Payout is { } payout && news.Type.StartsWith("payout.", StringComparison.Ordinal))
            return new ProviderNews(news.Id, NewsKind.Payout, payout.PayoutId, payout.Id, Payout: Outcome.OfPayout(payout));
        if (news.Chargeback is { } dispute && Currency.TryParse(dispute.Currency, out var currency))
        {
            return new ProviderNews(
                news.Id, NewsKind.Chargeback, dispute.PaymentId, dispute.Charge,
                Chargeback: new ChargebackNews(dispute.State, new Money(dispute.Amount, currency)));
        }

        return new ProviderNews(news.Id, NewsKind.Other, Guid.Empty, "");
    }
}
