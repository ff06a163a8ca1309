using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A courier could not hand the parcel over; he tries again, or brings it back.</summary>
public sealed record FailDelivery(CourierTaskId Task, CourierId Courier, string Reason);

/// <summary>Checks the shape of the request.</summary>
public sealed class FailDeliveryValidator : AbstractValidator<FailDelivery>
{
    /// <summary>A reason of the catalogue.</summary>
    public FailDeliveryValidator() =>
        RuleFor(r => r.Reason).Must(FailureReasons.All.Contains).WithErrorCode("UnknownReason")
        .WithMessage($"One of {string.Join(", ", FailureReasons.All)}.");
}

/// <summary>Handles <see cref="FailDelivery"/>.</summary>
public sealed class FailDeliveryHandler(ICourierTasks tasks, IShipments shipments, TimeProvider clock)
    : IUseCase<FailDelivery, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(FailDelivery request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);
        if (task is null || task.Courier != request.Courier) return CourierTaskErrors.NotFound(request.Task);

        // Whoever paid gets the goods: money of a parcel that goes back would be nobody's.
        var parcel = await shipments.Find(task.Shipment, ct);
        if (parcel?.Cash is { State: DoorCashState.Collected, Method: not null }) return ShipmentErrors.PaidAtDoor;

        var now = clock.GetUtcNow();
        if (task.Fail(request.Reason, now).Failed(out var refusal)) return refusal;

        return parcel is not null
            && FleetNews.Tell(parcel, task, request.Reason, now).Failed(out var gone) ? gone : Unit.Value;
    }
}
