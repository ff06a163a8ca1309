using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>The order is not wanted any more: open charges are let go, collected money goes back.</summary>
public sealed class AbandonPaymentHandler(ICollections collections, IPayments payments, IOutbox outbox, TimeProvider clock)
    : IUseCase<AbandonPayment, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(AbandonPayment request, CancellationToken ct)
    {
        var collection = await collections.Find(request.Order, ct);
        if (collection is null) return Unit.Value;

        collection.Abandon();
        if (collection.PaidBy is not null) outbox.Send(new RefundOrder(request.Order, request.Reason));
        foreach (var payment in (await payments.Of(request.Order, ct)).Where(p => p.IsOpen))
        {
            payment.LetGo(null);
            // Nobody at the provider knows of it, or nobody said so yet: then its answer is let go when it comes.
            if (payment.Reference is null && payment.Cancel(request.Reason, clock.GetUtcNow()).Failed(out var refusal)) return refusal;
        }

        return Unit.Value;
    }
}
