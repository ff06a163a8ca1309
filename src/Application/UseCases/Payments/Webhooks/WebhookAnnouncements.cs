using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>The part of the context's announcements that acts on webhooks.</summary>
internal static class WebhookAnnouncements
{
    public static IEnumerable<IMessage> Of(ProviderSpoke spoke)
    {
        var (word, provider) = (spoke.Word, spoke.Provider);
        return word.Kind switch
        {
            "charge" =>
            [
                new HeedChargeNews(
                    spoke.Event, provider, new PaymentId(word.OurId), word.Reference, word.Outcome, word.Amount, word.Until),
            ],
            "refund" => [new HeedRefundNews(spoke.Event, provider, new RefundId(word.OurId), word.Reference, word.Outcome)],
            "payout" => [new HeedPayoutNews(spoke.Event, provider, new PayoutId(word.OurId), word.Reference, word.Outcome, word.Code)],
            "chargeback" when word.Amount is { } amount =>
                [new HeedChargebackNews(spoke.Event, provider, new PaymentId(word.OurId), word.Outcome, amount)],
            _ => [],
        };
    }
}
