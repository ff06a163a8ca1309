using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A seller gave the parcel away; the market's own couriers scan instead.</summary>
public sealed record HandOverShipment(ShopId Shop, ShipmentId Shipment);

/// <summary>Handles <see cref="HandOverShipment"/>.</summary>
public sealed class HandOverShipmentHandler(IShipments shipments, TimeProvider clock) : IUseCase<HandOverShipment, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(HandOverShipment request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || parcel.Shop != request.Shop) return ShipmentErrors.NotFound(request.Shipment);
        if (parcel.Carrier == Carriers.Fleet) return ShipmentErrors.CourierScans;

        return parcel.HandOver(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
