using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>A courier takes the parcel over with the code the seller shows.</summary>
public sealed record PickUpParcel(CourierTaskId Task, CourierId Courier, string Code);

/// <summary>Checks the shape of the request.</summary>
public sealed class PickUpParcelValidator : AbstractValidator<PickUpParcel>
{
    /// <summary>A code has six digits.</summary>
    public PickUpParcelValidator() => RuleFor(r => r.Code).Matches("^[0-9]{6}$");
}

/// <summary>Handles <see cref="PickUpParcel"/>.</summary>
public sealed class PickUpParcelHandler(ICourierTasks tasks, IShipments shipments, ICodes codes, TimeProvider clock)
    : IUseCase<PickUpParcel, CodeAnswer>
{
    /// <inheritdoc/>
    public async Task<Result<CodeAnswer>> Handle(PickUpParcel request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);
        if (task is null || task.Courier != request.Courier) return CourierTaskErrors.NotFound(request.Task);
        if (await shipments.Find(task.Shipment, ct) is not { } parcel) return CourierTaskErrors.NotFound(request.Task);

        var now = clock.GetUtcNow();
        if (task.CanPickUp().Failed(out var refusal)) return refusal;

        // A wrong code is no refusal: its count has to be saved, while task and parcel stay as they were.
        var entry = parcel.TryPickupCode(
            codes.Matches(parcel.Id.Value, CodePurpose.Pickup, request.Code, parcel.PickupCode.Seal));
        if (entry != CodeEntry.Right) return new CodeAnswer(entry, parcel.PickupCode.TriesLeft);

        if (task.PickUp(now).Failed(out refusal)) return refusal;
        if (parcel.Tell(ShipmentStatus.HandedOver, Carriers.Fleet, "picked-up", now).Failed(out refusal)) return refusal;
        if (parcel.Tell(ShipmentStatus.InTransit, Carriers.Fleet, "on-the-way", now).Failed(out refusal)) return refusal;
        return new CodeAnswer(CodeEntry.Right, parcel.PickupCode.TriesLeft);
    }
}
