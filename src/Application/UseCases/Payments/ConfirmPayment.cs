using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>The buyer says the confirmation is done: the provider is asked, for a redirect proves nothing (quality R24).</summary>
public sealed record ConfirmPayment(PaymentId Payment, UserId Buyer);

/// <summary>Has the provider asked.</summary>
public sealed class ConfirmPaymentHandler(IPayments payments, IOutbox outbox) : IUseCase<ConfirmPayment, OrderId>
{
    /// <inheritdoc/>
    public async Task<Result<OrderId>> Handle(ConfirmPayment request, CancellationToken ct)
    {
        var payment = await payments.Find(request.Payment, ct);
        if (payment is null || payment.Buyer != request.Buyer) return PaymentErrors.NotFound;

        if (payment.IsOpen) outbox.Send(new AskProvider(payment.Id, payment.Order, GiveUp: false));
        return payment.Order;
    }
}
