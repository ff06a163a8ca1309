using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Orders;

namespace Marketplace.Application.Shipping;

/// <summary>A seller wants the parcel labelled: own delivery at once, otherwise the carrier is booked.</summary>
public sealed record RequestLabel(ShopId Shop, ShipmentId Shipment);

/// <summary>Handles <see cref="RequestLabel"/>.</summary>
public sealed class RequestLabelHandler(IShipments shipments, ISellerOrders sellerOrders, TimeProvider clock)
    : IUseCase<RequestLabel, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RequestLabel request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || parcel.Shop != request.Shop) return ShipmentErrors.NotFound(request.Shipment);

        // The buyer may have changed the order's address since the parcel was packed; the label freezes it.
        var now = clock.GetUtcNow();
        var facts = await sellerOrders.Find(parcel.SellerOrder, ct);
        if (facts is not { State: "PROCESSING" or "READY" or "SHIPPED" })
            return ShipmentErrors.NotShippable(facts?.State ?? "UNKNOWN");
        if (facts.ShipTo is { } to && to != parcel.To && parcel.Redirect(to, now).Failed(out var frozen)) return frozen;

        return parcel.RequestLabel(now).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
