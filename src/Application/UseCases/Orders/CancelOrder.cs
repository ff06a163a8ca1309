using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The buyer, or support for the buyer, calls an order or one part of it off.</summary>
/// <param name="Buyer">Null when support acts.</param>
public sealed record CancelOrder(OrderId Order, UserId? Buyer, SellerOrderId? SellerOrder);

/// <summary>All named parts or none.</summary>
public sealed class CancelOrderHandler(IOrders orders, TimeProvider clock) : IUseCase<CancelOrder, OrderProgressView>
{
    /// <inheritdoc/>
    public async Task<Result<OrderProgressView>> Handle(CancelOrder request, CancellationToken ct)
    {
        var order = await orders.Find(request.Order, ct);
        if (order is null || (request.Buyer is { } buyer && order.Buyer != buyer)) return OrderErrors.NotFound;

        if (order.CancelByBuyer(request.SellerOrder, clock.GetUtcNow()).Failed(out var refusal)) return refusal;
        return OrderProgressView.Of(order);
    }
}

/// <summary>Where an order and its parts stand now.</summary>
public sealed record OrderProgressView(
    OrderId Id, string Number, string Status, string StatusCode, IReadOnlyList<OrderProgressView.Part> SellerOrders)
{
    internal static OrderProgressView Of(Order order) => new(
        order.Id, order.Number, OrderProgress.Text(order.Status), OrderProgress.Code(order.Status),
        [.. order.Parts.Select(p => new Part(p.Id, p.Shop, SellerOrderMachine.Text(p.State)))]);

    /// <summary>One seller's part.</summary>
    public sealed record Part(SellerOrderId Id, ShopId ShopId, string State);
}
