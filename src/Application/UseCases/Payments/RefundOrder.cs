using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Everything collected for an order goes back, part by part.</summary>
public sealed class RefundOrderHandler(ICollections collections, ISettlements settlements, IOutbox outbox) : IUseCase<RefundOrder, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RefundOrder request, CancellationToken ct)
    {
        var collection = await collections.Find(request.Order, ct);
        if (collection?.PaidBy is null) return Unit.Value;

        foreach (var part in await settlements.Of(request.Order, ct))
        {
            IReadOnlyList<LineUnits> rest = [.. part.Rest().Select(r => new LineUnits(r.Line, r.Offer, r.Quantity))];
            if (rest.Count > 0) outbox.Send(new RefundLines(part.Id, request.Order, request.Order.Value, rest, request.Reason));
        }

        return Unit.Value;
    }
}
