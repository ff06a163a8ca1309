using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>Ends a return whose money went back, counts its units on the order and lifts the hold.</summary>
public sealed class CloseReturnHandler(IReturns returns, IOrders orders, TimeProvider clock) : IUseCase<CloseReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CloseReturn request, CancellationToken ct)
    {
        if (await returns.Find(request.Return, ct) is not { State: ReturnState.RefundDue } found) return Unit.Value;
        if (await orders.Find(found.SellerOrder, ct) is not { } order) return OrderErrors.PartNotFound;

        var now = clock.GetUtcNow();
        var units = found.Accepted.GroupBy(u => u.Line).Select(g => new Units(g.Key, g.Sum(u => u.Quantity))).ToList();
        if (found.Close(now).Failed(out var refusal)) return refusal;
        if (order.UnitsReturned(found.SellerOrder, units, now).Failed(out refusal)) return refusal;
        return order.LiftHold(found.SellerOrder, ReturnHold.Of(found.Id), now).Failed(out refusal) ? refusal : Unit.Value;
    }
}
