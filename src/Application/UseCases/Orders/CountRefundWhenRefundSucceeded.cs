using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Orders;

/// <summary>Keeps count of the money that went back to the buyer.</summary>
public sealed class CountRefundWhenRefundSucceeded(IOrders orders, TimeProvider clock) : IReaction<RefundSucceeded>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(RefundSucceeded happened, CancellationToken ct)
    {
        // An order unknown here has nothing to count; trying again would not make it known.
        if (await orders.Find(happened.Order, ct) is not { } order) return Result.Ok;

        order.Refund(happened.SellerOrder, happened.Amount, clock.GetUtcNow());
        return Result.Ok;
    }
}
