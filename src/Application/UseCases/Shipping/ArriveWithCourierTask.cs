using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A courier is at the seller's, or with the parcel at the buyer's door.</summary>
public sealed record ArriveWithCourierTask(CourierTaskId Task, CourierId Courier);

/// <summary>Handles <see cref="ArriveWithCourierTask"/>.</summary>
public sealed class ArriveWithCourierTaskHandler(ICourierTasks tasks, IShipments shipments, TimeProvider clock)
    : IUseCase<ArriveWithCourierTask, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ArriveWithCourierTask request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);
        if (task is null || task.Courier != request.Courier) return CourierTaskErrors.NotFound(request.Task);

        var now = clock.GetUtcNow();
        if (task.Arrive(now).Failed(out var refusal)) return refusal;
        if (task.State != CourierTaskState.AtDoor) return Unit.Value;

        var parcel = await shipments.Find(task.Shipment, ct);
        if (parcel is null || parcel.Status == ShipmentStatus.OutForDelivery) return Unit.Value;
        return parcel.Tell(ShipmentStatus.OutForDelivery, Carriers.Fleet, "at-door", now)
            .Failed(out var gone) ? gone : Unit.Value;
    }
}
