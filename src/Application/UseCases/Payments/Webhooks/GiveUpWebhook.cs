using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>A day has passed and the webhook's subject is still unknown: finance gets it.</summary>
public sealed class GiveUpWebhookHandler(IProviderEvents events, IReconciliations reconciliations, TimeProvider clock)
    : IUseCase<GiveUpWebhook, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(GiveUpWebhook request, CancellationToken ct)
    {
        if (await events.Find(request.Event, ct) is not { } waiting || !waiting.GiveUp()) return Unit.Value;

        var (at, word) = (clock.GetUtcNow(), waiting.Word);
        reconciliations.Add(ReconciliationIssue.OfStranger(
            Guid.CreateVersion7(at), waiting.Provider, word.Reference, word.OurId, word.Amount, at));
        return Unit.Value;
    }
}
