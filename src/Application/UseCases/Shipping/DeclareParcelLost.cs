using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>Support declares a parcel lost; the buyer gets the money back.</summary>
public sealed record DeclareParcelLost(ShipmentId Shipment, string Reason);

/// <summary>Checks the shape of the request.</summary>
public sealed class DeclareParcelLostValidator : AbstractValidator<DeclareParcelLost>
{
    /// <summary>A reason is given.</summary>
    public DeclareParcelLostValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
}

/// <summary>Handles <see cref="DeclareParcelLost"/>.</summary>
public sealed class DeclareParcelLostHandler(IShipments shipments, ICourierTasks tasks, TimeProvider clock)
    : IUseCase<DeclareParcelLost, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(DeclareParcelLost request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null) return ShipmentErrors.NotFound(request.Shipment);

        var now = clock.GetUtcNow();
        if (parcel.Status == ShipmentStatus.LabelReady)
            return Error.InvalidTransition("shipment", "LABEL_READY", "lost", "HANDED_OVER", "CANCELLED");
        if (parcel.DeclareLost(request.Reason, now).Failed(out var refusal)) return refusal;

        (await tasks.OpenOf(parcel.Id, ct))?.Lose(request.Reason, now);
        return Unit.Value;
    }
}
