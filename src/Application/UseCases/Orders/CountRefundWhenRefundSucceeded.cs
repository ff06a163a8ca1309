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
        if (await orders.Find(happened.Order, ct) is not { } order) return OrderErrors.NotFound;

        order.Refund(happened.SellerOrder, happened.Amount, clock.GetUtcNow());
        return Result.Ok;
    }
}
