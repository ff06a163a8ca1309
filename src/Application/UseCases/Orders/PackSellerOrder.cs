using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The seller has packed a part, or the food is ready.</summary>
public sealed record PackSellerOrder(SellerOrderId SellerOrder, ShopId Shop);

/// <summary>The part waits for its parcel.</summary>
public sealed class PackSellerOrderHandler(IOrders orders, TimeProvider clock)
    : IUseCase<PackSellerOrder, SellerOrderProgress>
{
    /// <inheritdoc/>
    public async Task<Result<SellerOrderProgress>> Handle(PackSellerOrder request, CancellationToken ct)
    {
        var order = await orders.Find(request.SellerOrder, ct);
        if (order?.Part(request.SellerOrder) is not { } part || part.Shop != request.Shop) return OrderErrors.PartNotFound;

        if (order.Pack(request.SellerOrder, clock.GetUtcNow()).Failed(out var refusal)) return refusal;
        return SellerOrderProgress.Of(order, part);
    }
}
