using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Orders;

/// <summary>The buyer says that the goods arrived, or when asked, that they did not.</summary>
/// <param name="SellerOrder">Null for every part that arrived.</param>
public sealed record ConfirmReceipt(OrderId Order, UserId Buyer, SellerOrderId? SellerOrder, bool Received);

/// <summary>Completes delivered parts; an unanswered silence of the carrier ends in delivered, or in a hold.</summary>
public sealed class ConfirmReceiptHandler(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IUseCase<ConfirmReceipt, OrderProgressView>
{
    /// <inheritdoc/>
    public async Task<Result<OrderProgressView>> Handle(ConfirmReceipt request, CancellationToken ct)
    {
        var order = await orders.Find(request.Order, ct);
        if (order is null || order.Buyer != request.Buyer) return OrderErrors.NotFound;

        var confirmed = order.ConfirmReceipt(request.SellerOrder, request.Received, market.Times(), clock.GetUtcNow());
        return confirmed.Failed(out var refusal) ? refusal : OrderProgressView.Of(order);
    }
}
