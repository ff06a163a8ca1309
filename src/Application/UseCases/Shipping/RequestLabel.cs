using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A seller wants the parcel labelled: own delivery at once, otherwise the carrier is booked.</summary>
public sealed record RequestLabel(ShopId Shop, ShipmentId Shipment);

/// <summary>Handles <see cref="RequestLabel"/>.</summary>
public sealed class RequestLabelHandler(IShipments shipments, TimeProvider clock) : IUseCase<RequestLabel, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RequestLabel request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || parcel.Shop != request.Shop) return ShipmentErrors.NotFound(request.Shipment);

        return parcel.RequestLabel(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
