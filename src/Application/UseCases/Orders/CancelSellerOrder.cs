using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The seller, or support, calls an accepted part off.</summary>
/// <param name="Shop">Null when support acts.</param>
/// <param name="Restock">False when the goods cannot be sold any more.</param>
public sealed record CancelSellerOrder(SellerOrderId SellerOrder, ShopId? Shop, bool Restock);

/// <summary>The buyer gets the money of the whole part back.</summary>
public sealed class CancelSellerOrderHandler(IOrders orders, TimeProvider clock)
    : IUseCase<CancelSellerOrder, SellerOrderProgress>
{
    /// <inheritdoc/>
    public async Task<Result<SellerOrderProgress>> Handle(CancelSellerOrder request, CancellationToken ct)
    {
        var order = await orders.Find(request.SellerOrder, ct);
        if (order?.Part(request.SellerOrder) is not { } part || (request.Shop is { } shop && part.Shop != shop))
            return OrderErrors.PartNotFound;

        if (order.CancelBySeller(part.Id, request.Restock, clock.GetUtcNow()).Failed(out var refusal)) return refusal;
        return SellerOrderProgress.Of(order, part);
    }
}
