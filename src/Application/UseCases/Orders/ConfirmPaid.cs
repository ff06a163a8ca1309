using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>
/// The money is there and the stock is taken: the parts open, or the money goes back when the order cannot live again.
/// </summary>
[JoinsCause]
public sealed class ConfirmPaidHandler(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IUseCase<ConfirmPaid, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ConfirmPaid request, CancellationToken ct)
    {
        if (await orders.Find(request.Order, ct) is not { } order) return OrderErrors.NotFound;

        order.ConfirmPaid(market.Times(), clock.GetUtcNow());
        return Unit.Value;
    }
}
