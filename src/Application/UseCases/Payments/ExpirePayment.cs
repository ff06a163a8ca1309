using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>The deadline passed: the provider is asked first, and only its answer ends the wait.</summary>
public sealed class ExpirePaymentHandler(ICollections collections, IPayments payments, IOutbox outbox)
    : IUseCase<ExpirePayment, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ExpirePayment request, CancellationToken ct)
    {
        var collection = await collections.Find(request.Order, ct);
        if (collection is null)
        {
            outbox.Send(new PaymentExpired(request.Order));
            return Unit.Value;
        }

        if (collection.PaidBy is { } paidBy)
        {
            outbox.Send(new OrderPaid(collection.Id, collection.Buyer, collection.Number, [paidBy], collection.Total));
            return Unit.Value;
        }

        var open = (await payments.Of(request.Order, ct)).Where(p => p.IsOpen).ToList();
        if (open.Count == 0) collection.Expire();
        foreach (var payment in open) outbox.Send(new AskProvider(payment.Id, request.Order, GiveUp: true));
        return Unit.Value;
    }
}
