using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>How the buyer paid at the door.</summary>
/// <param name="Method"><c>CASH</c>, <c>CARD</c> or <c>QR</c>.</param>
/// <param name="FiscalReceipt">Number of the fiscal receipt, where one is printed.</param>
public sealed record PaidAtDoor(Money Amount, string Method, string? FiscalReceipt);

/// <summary>A courier takes the buyer's money at the door.</summary>
public sealed record CollectCash(CourierTaskId Task, CourierId Courier, PaidAtDoor Paid);

/// <summary>A shop that delivers itself takes the buyer's money.</summary>
public sealed record CollectOwnCash(ShopId Shop, UserId By, ShipmentId Shipment, PaidAtDoor Paid);

/// <summary>The buyer need not pay: the shop gives its own delivery away, or support or finance has the platform pay.</summary>
/// <param name="Shop">Null when staff acts.</param>
public sealed record WaiveCash(ShipmentId Shipment, UserId By, ShopId? Shop, string Reason);

/// <summary>Shape of a payment at the door.</summary>
public sealed class PaidAtDoorValidator : AbstractValidator<PaidAtDoor>
{
    /// <summary>Rules.</summary>
    public PaidAtDoorValidator()
    {
        RuleFor(p => p.Amount).Must(a => a.Minor > 0).WithErrorCode("positive").WithMessage("A positive amount.");
        RuleFor(p => p.Method).Must(m => m is "CASH" or "CARD" or "QR").WithErrorCode("unknown").WithMessage("CASH, CARD or QR.");
        RuleFor(p => p.FiscalReceipt).Matches("^[\x20-\x7e]{1,100}$").When(p => p.FiscalReceipt is not null);
    }
}

/// <summary>Shape of <see cref="CollectCash"/>.</summary>
public sealed class CollectCashValidator : AbstractValidator<CollectCash>
{
    /// <summary>Rules.</summary>
    public CollectCashValidator() => RuleFor(r => r.Paid).SetValidator(new PaidAtDoorValidator()).OverridePropertyName("");
}

/// <summary>Shape of <see cref="CollectOwnCash"/>.</summary>
public sealed class CollectOwnCashValidator : AbstractValidator<CollectOwnCash>
{
    /// <summary>Rules.</summary>
    public CollectOwnCashValidator() => RuleFor(r => r.Paid).SetValidator(new PaidAtDoorValidator()).OverridePropertyName("");
}

/// <summary>Shape of <see cref="WaiveCash"/>.</summary>
public sealed class WaiveCashValidator : AbstractValidator<WaiveCash>
{
    /// <summary>A reason is given.</summary>
    public WaiveCashValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(300);
}

/// <summary>Handles <see cref="CollectCash"/>.</summary>
public sealed class CollectCashHandler(ICourierTasks tasks, IShipments shipments, TimeProvider clock) : IUseCase<CollectCash, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CollectCash request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);
        if (task is null || task.Courier != request.Courier) return CourierTaskErrors.NotFound(request.Task);
        if (await shipments.Find(task.Shipment, ct) is not { } parcel) return CourierTaskErrors.NotFound(request.Task);
        if (parcel.Cash is null) return ShipmentErrors.NoCash;
        if (task.CanComplete().Failed(out var refusal)) return refusal;

        var taker = new CashTaker(request.Courier, new UserId(request.Courier.Value), request.Paid.Method, request.Paid.FiscalReceipt);
        return parcel.CollectCash(request.Paid.Amount, taker, clock.GetUtcNow()).Failed(out refusal) ? refusal : Unit.Value;
    }
}

/// <summary>Handles <see cref="CollectOwnCash"/>.</summary>
public sealed class CollectOwnCashHandler(IShipments shipments, TimeProvider clock) : IUseCase<CollectOwnCash, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CollectOwnCash request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || parcel.Shop != request.Shop) return ShipmentErrors.NotFound(request.Shipment);
        if (parcel.Carrier != Carriers.Own) return ShipmentErrors.NotOwnDelivery;

        var taker = new CashTaker(null, request.By, request.Paid.Method, request.Paid.FiscalReceipt);
        return parcel.CollectCash(request.Paid.Amount, taker, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>Handles <see cref="WaiveCash"/>.</summary>
public sealed class WaiveCashHandler(IShipments shipments, TimeProvider clock) : IUseCase<WaiveCash, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(WaiveCash request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || (request.Shop is { } shop && parcel.Shop != shop)) return ShipmentErrors.NotFound(request.Shipment);
        if (request.Shop is not null && parcel.Carrier != Carriers.Own) return ShipmentErrors.NotOwnDelivery;

        var waived = parcel.WaiveCash(request.By, request.Shop is not null, request.Reason, clock.GetUtcNow());
        return waived.Failed(out var refusal) ? refusal : Unit.Value;
    }
}
