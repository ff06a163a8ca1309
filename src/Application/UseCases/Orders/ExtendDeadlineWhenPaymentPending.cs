using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Orders;

/// <summary>The provider needs longer, so the buyer is shown the later deadline.</summary>
public sealed class ExtendDeadlineWhenPaymentPending(IOrders orders, TimeProvider clock) : IReaction<PaymentPending>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(PaymentPending happened, CancellationToken ct)
    {
        if (await orders.Find(happened.Order, ct) is not { } order) return OrderErrors.NotFound;

        order.ExtendPayment(happened.Until, clock.GetUtcNow());
        return Result.Ok;
    }
}
