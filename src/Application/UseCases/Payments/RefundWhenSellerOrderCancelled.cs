using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>A cancelled part that was paid is refunded; the seller order itself is the cause.</summary>
public sealed class RefundWhenSellerOrderCancelled(IOutbox outbox) : IReaction<SellerOrderCancelled>
{
    /// <inheritdoc/>
    public Task<Result> Handle(SellerOrderCancelled happened, CancellationToken ct)
    {
        if (happened.WasPaid)
            outbox.Send(new RefundLines(
                happened.SellerOrder, happened.Order, happened.SellerOrder.Value, happened.Lines, happened.Reason));
        return Task.FromResult(Result.Ok);
    }
}
