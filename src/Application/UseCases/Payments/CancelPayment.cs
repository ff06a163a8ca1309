using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>The buyer gives one payment up, not the order; another may follow until the deadline.</summary>
public sealed record CancelPayment(PaymentId Payment, UserId Buyer);

/// <summary>Lets the charge go; one the provider knows is over when the provider says so.</summary>
public sealed class CancelPaymentHandler(IPayments payments, TimeProvider clock) : IUseCase<CancelPayment, OrderId>
{
    /// <inheritdoc/>
    public async Task<Result<OrderId>> Handle(CancelPayment request, CancellationToken ct)
    {
        var payment = await payments.Find(request.Payment, ct);
        if (payment is null || payment.Buyer != request.Buyer) return PaymentErrors.NotFound;

        // A promised payment covers the order: cancelling the order is the way to undo it.
        if (payment.CountsAsPaid) return PaymentErrors.AlreadyCovered;
        if (payment.IsOpen && payment.Reference is not null)
        {
            payment.LetGo(null);
            return payment.Order;
        }

        return payment.Cancel("buyer", clock.GetUtcNow()).Failed(out var refusal) ? refusal : payment.Order;
    }
}
