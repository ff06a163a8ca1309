using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A seller calls a parcel off before hand-over; its units may be packed again.</summary>
public sealed record CancelShipment(ShopId Shop, ShipmentId Shipment);

/// <summary>Handles <see cref="CancelShipment"/>.</summary>
public sealed class CancelShipmentHandler(IShipments shipments, ICourierTasks tasks, TimeProvider clock)
    : IUseCase<CancelShipment, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CancelShipment request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || parcel.Shop != request.Shop) return ShipmentErrors.NotFound(request.Shipment);

        var now = clock.GetUtcNow();
        if (parcel.Cancel("seller", now).Failed(out var refusal)) return refusal;
        return await tasks.OpenOf(parcel.Id, ct) is { } task && task.Cancel(now).Failed(out var busy) ? busy : Unit.Value;
    }
}
