using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Counts a silent day as a vain attempt, and a silent return trip as a loss, so that no parcel is
/// forgotten.</summary>
public sealed class ReportCourierSilenceHandler(ICourierTasks tasks, IShipments shipments, TimeProvider clock)
    : IUseCase<ReportCourierSilence, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReportCourierSilence request, CancellationToken ct)
    {
        if (await tasks.Find(request.Task, ct) is not { } task) return Unit.Value;

        var (now, before) = (clock.GetUtcNow(), task.State);
        task.GoSilent(now);
        if (task.State == before && task.State != CourierTaskState.Failed) return Unit.Value;
        if (await shipments.Find(task.Shipment, ct) is not { } parcel) return Unit.Value;

        return FleetNews.Tell(parcel, task, "no_contact", now).Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>What a failed attempt of the market's own couriers means for the parcel.</summary>
internal static class FleetNews
{
    public static Result Tell(Shipment parcel, CourierTask task, string reason, DateTimeOffset at)
    {
        if (ShipmentRoute.IsFinal(parcel.Status)) return Result.Ok;
        if (task.State == CourierTaskState.Lost) return parcel.Tell(ShipmentStatus.Lost, Carriers.Fleet, reason, at);
        if (parcel.Tell(ShipmentStatus.DeliveryFailed, Carriers.Fleet, reason, at).Failed(out var refusal)) return refusal;

        // A reason that makes another attempt pointless sends the parcel back before the attempts are used up.
        var goesBack = task.State == CourierTaskState.Returning && parcel.Status != ShipmentStatus.Returning;
        return goesBack ? parcel.Tell(ShipmentStatus.Returning, Carriers.Fleet, reason, at) : Result.Ok;
    }
}
