using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Orders;

/// <summary>The seller will fulfil a part.</summary>
public sealed record AcceptSellerOrder(SellerOrderId SellerOrder, ShopId Shop);

/// <summary>The hand-over deadline starts to run.</summary>
public sealed class AcceptSellerOrderHandler(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IUseCase<AcceptSellerOrder, SellerOrderProgress>
{
    /// <inheritdoc/>
    public async Task<Result<SellerOrderProgress>> Handle(AcceptSellerOrder request, CancellationToken ct)
    {
        var order = await orders.Find(request.SellerOrder, ct);
        if (order?.Part(request.SellerOrder) is not { } part || part.Shop != request.Shop) return OrderErrors.PartNotFound;

        if (order.Accept(request.SellerOrder, market.Times(), clock.GetUtcNow()).Failed(out var refusal)) return refusal;
        return SellerOrderProgress.Of(order, part);
    }
}
