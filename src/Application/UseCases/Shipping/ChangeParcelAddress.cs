using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>The buyer (or support for him) sends a parcel elsewhere after labelling and before hand-over, as long as that
/// costs the same.</summary>
/// <param name="Buyer">Null when support asks.</param>
public sealed record ChangeParcelAddress(ShipmentId Shipment, UserId? Buyer, Address To);

/// <summary>Checks the shape of the request.</summary>
public sealed class ChangeParcelAddressValidator : AbstractValidator<ChangeParcelAddress>
{
    /// <summary>The address is complete.</summary>
    public ChangeParcelAddressValidator()
    {
        RuleFor(r => r.To).SetValidator(new AddressValidator());
        RuleFor(r => r.To.City).NotEmpty();
        RuleFor(r => r.To.Street).NotEmpty();
        RuleFor(r => r.To.RecipientName).NotEmpty();
    }
}

/// <summary>Handles <see cref="ChangeParcelAddress"/>.</summary>
public sealed class ChangeParcelAddressHandler(IShipments shipments, IDeliveryQuotes quotes, TimeProvider clock)
    : IUseCase<ChangeParcelAddress, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ChangeParcelAddress request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null || (request.Buyer is { } buyer && parcel.Buyer != buyer))
            return ShipmentErrors.NotFound(request.Shipment);

        // Until there is a label the order's own address counts, and is changed there for all its parcels.
        if (parcel.Status == ShipmentStatus.Draft) return ShipmentErrors.ChangeOrderInstead;

        var priced = await quotes.For([Question(parcel, parcel.To), Question(parcel, request.To)], ct);
        if (Price(parcel, priced[1]) is not { } after) return ShipmentErrors.NotServed;
        if (Price(parcel, priced[0]) is { } before && before != after) return ShipmentErrors.PriceDiffers(before, after);

        return parcel.Redirect(request.To, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }

    private static DeliveryQuestion Question(Shipment parcel, Address to) => new(
        parcel.Shop, to,
        [.. parcel.Pieces.Select(
            p => new DeliveryItem(new ParcelSize(p.WeightGrams, p.LengthMm, p.WidthMm, p.HeightMm), 1))],
        parcel.DeclaredValue);

    private static Money? Price(Shipment parcel, IReadOnlyList<DeliveryOption> options) =>
        options.FirstOrDefault(o => o.Carrier == parcel.Carrier && o.Service == parcel.Service)?.Price;
}
