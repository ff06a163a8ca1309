using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>Cancels an order whose money never came; one that moved on meanwhile is left alone.</summary>
public sealed class GiveUpOrderHandler(IOrders orders, TimeProvider clock) : IUseCase<GiveUpOrder, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(GiveUpOrder request, CancellationToken ct)
    {
        if (await orders.Find(request.Order, ct) is not { } order) return OrderErrors.NotFound;

        order.GiveUp(request.Reason, clock.GetUtcNow());
        return Unit.Value;
    }
}
