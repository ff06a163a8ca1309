using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A seller confirms that an undeliverable parcel is back.</summary>
public sealed record TakeParcelBack(ShopId Shop, ShipmentId Shipment);

/// <summary>Handles <see cref="TakeParcelBack"/>.</summary>
public sealed class TakeParcelBackHandler(IShipments shipments, ICourierTasks tasks, TimeProvider clock)
    : IUseCase<TakeParcelBack, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(TakeParcelBack request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || parcel.Shop != request.Shop) return ShipmentErrors.NotFound(request.Shipment);
        if (parcel.Status != ShipmentStatus.Returning)
            return Error.InvalidTransition("shipment", Wire.Of(parcel.Status), "returned",
                [.. ShipmentRoute.Allowed(parcel.Status).Select(Wire.Of)]);

        var now = clock.GetUtcNow();
        if (parcel.Tell(ShipmentStatus.Returned, "seller", "handed-back", now).Failed(out var refusal)) return refusal;
        return await tasks.OpenOf(parcel.Id, ct) is { } task && task.HandBack(now).Failed(out var busy) ? busy : Unit.Value;
    }
}
