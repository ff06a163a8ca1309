using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>
/// Tells an order that a waiting time of a part ran out; the order knows whether that still means anything.
/// </summary>
public sealed class SellerOrderTimeOutHandler(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IUseCase<SellerOrderTimeOut, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(SellerOrderTimeOut request, CancellationToken ct)
    {
        if (!Enum.TryParse<SellerOrderTimer>(request.Timer, out var timer))
            return Error.Invalid("timer-unknown", "A seller order has no such timer.");
        if (await orders.Find(request.Order, ct) is not { } order) return OrderErrors.NotFound;

        order.TimeOut(request.SellerOrder, timer, market.Times(), clock.GetUtcNow());
        return Unit.Value;
    }
}
