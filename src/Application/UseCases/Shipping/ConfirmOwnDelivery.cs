using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>A seller brought the parcel himself; the buyer's code makes the proof strong, without it his word
/// stands.</summary>
public sealed record ConfirmOwnDelivery(ShopId Shop, ShipmentId Shipment, string? Code, string? File);

/// <summary>What came of entering a code; everything but <see cref="CodeEntry.Right"/> changed only the count of
/// tries.</summary>
public sealed record CodeAnswer(CodeEntry Entry, int TriesLeft)
{
    /// <summary>The refusal to show when the code was not right.</summary>
    public Error? Refusal() => Entry switch
    {
        CodeEntry.Wrong => ShipmentErrors.WrongCode(TriesLeft),
        CodeEntry.Locked => ShipmentErrors.CodeLocked,
        _ => null,
    };
}

/// <summary>Checks the shape of the request.</summary>
public sealed class ConfirmOwnDeliveryValidator : AbstractValidator<ConfirmOwnDelivery>
{
    /// <summary>A code has six digits, a file is a storage key.</summary>
    public ConfirmOwnDeliveryValidator()
    {
        RuleFor(r => r.Code).Matches("^[0-9]{6}$").When(r => r.Code is not null);
        RuleFor(r => r.File).Matches("^[a-z0-9][a-z0-9/._-]{0,199}$").When(r => r.File is not null);
    }
}

/// <summary>Handles <see cref="ConfirmOwnDelivery"/>.</summary>
public sealed class ConfirmOwnDeliveryHandler(IShipments shipments, ICodes codes, TimeProvider clock)
    : IUseCase<ConfirmOwnDelivery, CodeAnswer>
{
    /// <inheritdoc/>
    public async Task<Result<CodeAnswer>> Handle(ConfirmOwnDelivery request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || parcel.Shop != request.Shop) return ShipmentErrors.NotFound(request.Shipment);
        if (parcel.Carrier != Carriers.Own) return ShipmentErrors.NotOwnDelivery;

        var now = clock.GetUtcNow();
        if (request.Code is { } code)
        {
            var entry = parcel.TryDeliveryCode(
                codes.Matches(parcel.Id.Value, CodePurpose.Delivery, code, parcel.DeliveryCode.Seal));
            if (entry != CodeEntry.Right) return new CodeAnswer(entry, parcel.DeliveryCode.TriesLeft);
        }

        var kind = request.Code is not null ? "CODE" : request.File is not null ? "PHOTO" : "STATEMENT";
        var proof = new DeliveryProof(kind, request.File, request.Code is not null, now);
        return parcel.Deliver(proof, "seller", now).Failed(out var refusal)
            ? refusal
            : new CodeAnswer(CodeEntry.Right, parcel.DeliveryCode.TriesLeft);
    }
}
