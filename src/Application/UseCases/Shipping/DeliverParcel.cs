using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>A courier hands the parcel to the buyer: with the buyer's code, or with a photo or a signature.</summary>
/// <param name="Kind"><c>PHOTO</c> or <c>SIGNATURE</c> when there is a file.</param>
public sealed record DeliverParcel(CourierTaskId Task, CourierId Courier, string? Code, string? Kind, string? File);

/// <summary>Checks the shape of the request.</summary>
public sealed class DeliverParcelValidator : AbstractValidator<DeliverParcel>
{
    /// <summary>A code, or a kind with its file.</summary>
    public DeliverParcelValidator()
    {
        RuleFor(r => r.Code).NotNull().When(r => r.File is null)
            .WithMessage("Give the buyer's code, or a kind of proof with its file.");
        RuleFor(r => r.Code).Matches("^[0-9]{6}$").When(r => r.Code is not null);
        RuleFor(r => r.File).Matches("^[a-z0-9][a-z0-9/._-]{0,199}$").When(r => r.File is not null);
        RuleFor(r => r.Kind).Must(k => k is "PHOTO" or "SIGNATURE").When(r => r.File is not null)
            .WithMessage("PHOTO or SIGNATURE.");
    }
}

/// <summary>Handles <see cref="DeliverParcel"/>.</summary>
public sealed class DeliverParcelHandler(ICourierTasks tasks, IShipments shipments, ICodes codes, TimeProvider clock)
    : IUseCase<DeliverParcel, CodeAnswer>
{
    /// <inheritdoc/>
    public async Task<Result<CodeAnswer>> Handle(DeliverParcel request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);
        if (task is null || task.Courier != request.Courier) return CourierTaskErrors.NotFound(request.Task);
        if (await shipments.Find(task.Shipment, ct) is not { } parcel) return CourierTaskErrors.NotFound(request.Task);
        if (task.CanComplete().Failed(out var refusal)) return refusal;

        // A wrong code is no refusal: its count has to be saved, while task and parcel stay as they were.
        if (request.Code is { } code)
        {
            var entry = parcel.TryDeliveryCode(
                codes.Matches(parcel.Id.Value, CodePurpose.Delivery, code, parcel.DeliveryCode.Seal));
            if (entry != CodeEntry.Right) return new CodeAnswer(entry, parcel.DeliveryCode.TriesLeft);
        }

        var now = clock.GetUtcNow();
        var verified = request.Code is not null;
        var proof = new DeliveryProof(verified ? "CODE" : request.Kind!, request.File, verified, now);
        if (parcel.Deliver(proof, Carriers.Fleet, now).Failed(out refusal)) return refusal;
        return task.Complete(now)
            .Failed(out refusal) ? refusal : new CodeAnswer(CodeEntry.Right, parcel.DeliveryCode.TriesLeft);
    }
}
