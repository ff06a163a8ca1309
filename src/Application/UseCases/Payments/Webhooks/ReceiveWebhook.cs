using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>A webhook whose origin is proven: keep it; whoever sends it twice is thanked twice.</summary>
public sealed record ReceiveWebhook(string Provider, ProviderNews News, byte[] Body);

/// <summary>Stores it with a message to act on it, in one commit.</summary>
public sealed class ReceiveWebhookHandler(IProviderEvents events, TimeProvider clock) : IUseCase<ReceiveWebhook, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReceiveWebhook request, CancellationToken ct)
    {
        if (await events.Knows(request.Provider, request.News.EventId, ct)) return Unit.Value;

        var at = clock.GetUtcNow();
        events.Add(ProviderEvent.Receive(
            Guid.CreateVersion7(at), request.Provider, request.News.EventId, Words.Of(request.News), request.Body, at));
        return Unit.Value;
    }
}

/// <summary>Puts a provider's news into plain words that can be stored and sent.</summary>
internal static class Words
{
    public static ProviderWord Of(ProviderNews news) => news switch
    {
        { Kind: NewsKind.Charge, Charge: { } charge } => Of(news, charge),
        { Kind: NewsKind.Refund, Refund: { } refund } => Word(news, "refund", refund.GetType().Name),
        { Kind: NewsKind.Payout, Payout: PayoutOutcome.Returned o } => Word(news, "payout", "returned") with { Code = o.ProviderCode },
        { Kind: NewsKind.Payout, Payout: { } payout } => Word(news, "payout", payout.GetType().Name),
        { Kind: NewsKind.Chargeback, Chargeback: { State: "open" or "won" or "lost" } dispute } =>
            Word(news, "chargeback", dispute.State) with { Amount = dispute.Amount },
        _ => new ProviderWord("other", news.OurId, news.Reference, ""),
    };

    private static ProviderWord Of(ProviderNews news, ChargeOutcome charge) => charge switch
    {
        ChargeOutcome.Captured o => Word(news, "charge", "captured") with { Amount = o.Amount },
        ChargeOutcome.Authorized o => Word(news, "charge", "authorized") with { Amount = o.Amount, Until = o.Until },
        _ => Word(news, "charge", charge.GetType().Name),
    };

    private static ProviderWord Word(ProviderNews news, string kind, string outcome) =>
        new(kind, news.OurId, news.Reference, outcome.ToLowerInvariant());
}
