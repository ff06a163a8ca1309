using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Captures what is owed of a promise that is about to end.</summary>
public sealed class CaptureNowHandler(ICollections collections, ISettlements settlements, IPayments payments) : IUseCase<CaptureNow, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CaptureNow request, CancellationToken ct)
    {
        if (await payments.Find(request.Payment, ct) is not { Status: PaymentStatus.Authorized } payment) return Unit.Value;

        // Touching the collection makes a decline at the same moment see this capture, or be seen by it.
        (await collections.Find(request.Order, ct))!.Shrink();
        var decided = CaptureDecision.Apply(payment, await settlements.Of(request.Order, ct));
        return decided.Failed(out var refusal) ? refusal : Unit.Value;
    }
}
