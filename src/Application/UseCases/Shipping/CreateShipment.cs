using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Orders;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>A seller packs units of a seller order into a parcel.</summary>
/// <param name="Lines">Empty: everything that is left to ship.</param>
/// <param name="Pieces">Empty: one piece of the goods' own weight and size.</param>
/// <param name="Carrier">Null: the delivery the buyer chose.</param>
public sealed record CreateShipment(
    ShopId Shop, SellerOrderId SellerOrder, IReadOnlyList<UnitsToPack> Lines, IReadOnlyList<ParcelMeasure> Pieces,
    string? Carrier,
    string? Service, Address? From);

/// <summary>Units of one line.</summary>
public sealed record UnitsToPack(int Line, int Quantity);

/// <summary>A parcel that was just packed.</summary>
public sealed record PackedParcel(ShipmentId Id, string Number, string Status);

/// <summary>Checks the shape of the request.</summary>
public sealed class CreateShipmentValidator : AbstractValidator<CreateShipment>
{
    /// <summary>Numbers and lists within their limits.</summary>
    public CreateShipmentValidator()
    {
        RuleFor(r => r.Lines).Must(l => l.Count <= 200).WithErrorCode("TooMany").WithMessage("At most 200 lines.")
            .Must(l => l.Select(x => x?.Line).Distinct().Count() == l.Count).WithErrorCode("Duplicate")
                .WithMessage("A line occurs twice.");
        RuleForEach(r => r.Lines).NotNull()
            .ChildRules(line => line.RuleFor(l => l.Quantity).InclusiveBetween(1, 1_000_000));
        RuleFor(r => r.Pieces).Must(p => p.Count <= 50).WithErrorCode("TooMany").WithMessage("At most 50 pieces.");
        RuleForEach(r => r.Pieces).NotNull().ChildRules(piece =>
        {
            piece.RuleFor(p => p.WeightGrams).InclusiveBetween(1, 10_000_000);
            piece.RuleFor(p => p.LengthMm).InclusiveBetween(1, 100_000);
            piece.RuleFor(p => p.WidthMm).InclusiveBetween(1, 100_000);
            piece.RuleFor(p => p.HeightMm).InclusiveBetween(1, 100_000);
        });
        RuleFor(r => r.Carrier).Matches("^[a-z0-9-]{1,40}$").When(r => r.Carrier is not null);
        RuleFor(r => r.Service).Matches("^[a-z0-9-]{1,40}$").When(r => r.Service is not null);
        RuleFor(r => r.From!).SetValidator(new AddressValidator()).When(r => r.From is not null);
    }
}

/// <summary>Handles <see cref="CreateShipment"/>.</summary>
public sealed class CreateShipmentHandler(
    IShipments shipments, IDeliveryProfiles profiles, ISellerOrders sellerOrders, ICodes codes, IMarketTerms market,
    TimeProvider clock)
    : IUseCase<CreateShipment, PackedParcel>
{
    /// <inheritdoc/>
    public async Task<Result<PackedParcel>> Handle(CreateShipment request, CancellationToken ct)
    {
        // Asked for first: it waits for others who pack the same seller order, so the facts read next are not older than
        // their parcels.
        var parcels = await shipments.OfSellerOrder(request.SellerOrder, ct);
        var facts = await sellerOrders.Find(request.SellerOrder, ct);
        if (facts is null || facts.Shop != request.Shop) return ShipmentErrors.OrderNotFound(request.SellerOrder);
        if (facts.State is not ("PROCESSING" or "READY" or "SHIPPED")) return ShipmentErrors.NotShippable(facts.State);
        if (facts.ShipTo is not { } destination) return ShipmentErrors.NoDestination;
        if (Packing.Choose(facts, parcels, request.Lines).Failed(out var refusal, out var chosen)) return refusal;

        var now = clock.GetUtcNow();
        var id = ShipmentId.New(now);
        var (carrier, service) = Delivery(request, facts.DeliveryCode);
        if (facts.PaidAtDoor && !Carriers.CanCollect(carrier)) return ShipmentErrors.CannotCollect;

        var plan = new ParcelPlan(
            facts.Id, facts.Order, facts.Shop, facts.Buyer, carrier, service,
            request.From ?? await Origin(request.Shop, ct), destination,
            Packing.Lines(chosen), request.Pieces.Count > 0 ? request.Pieces : [Packing.OnePiece(chosen)],
            Packing.Worth(chosen))
        {
            PaidAtDoor = facts.PaidAtDoor,
        };
        var parcel = Shipment.Pack(id, plan, Code(id, CodePurpose.Pickup), Code(id, CodePurpose.Delivery), now);

        shipments.Add(parcel);
        return new PackedParcel(id, parcel.Number, Wire.Of(parcel.Status));
    }

    private SealedCode Code(ShipmentId id, string purpose)
    {
        var issued = codes.Issue(id.Value, purpose);
        return new SealedCode(issued.Seal, issued.Kept);
    }

    private async Task<Address> Origin(ShopId shop, CancellationToken ct) =>
        (await profiles.OfShop(shop, ct)).Select(p => p.Origin).FirstOrDefault(o => o is not null)
        ?? new Address(market.Current.Country, "", "", "", "", "", "");

    private static (string Carrier, string Service) Delivery(CreateShipment request, string chosen)
    {
        var split = chosen.IndexOf(':', StringComparison.Ordinal);
        var (carrier, service) = split < 0 ? (chosen, "standard") : (chosen[..split], chosen[(split + 1)..]);
        return request.Carrier is { } own ? (own, request.Service ?? "standard") : (carrier, service);
    }
}

/// <summary>Names under which a parcel's codes are sealed.</summary>
internal static class CodePurpose
{
    public const string Pickup = "pickup";
    public const string Delivery = "delivery";
}

/// <summary>Which units go into the next parcel of a seller order, and what they weigh and are worth.</summary>
internal static class Packing
{
    public static Result<IReadOnlyList<(SellerOrderLineFacts Line, int Quantity)>> Choose(
        SellerOrderFacts facts, IReadOnlyList<Shipment> parcels, IReadOnlyList<UnitsToPack> wanted)
    {
        // What was called off, lost or came back is no longer with a parcel: the order counts those units itself.
        var packed = parcels.Where(
            p => p.Status is not (ShipmentStatus.Cancelled or ShipmentStatus.Lost or ShipmentStatus.Returned))
            .SelectMany(p => p.Lines)
            .GroupBy(l => l.Line).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        int Left(SellerOrderLineFacts line) => line.Quantity - packed.GetValueOrDefault(line.Line);

        var chosen = new List<(SellerOrderLineFacts, int)>();
        if (wanted.Count == 0) chosen.AddRange(facts.Lines.Where(l => l.Line > 0 && Left(l) > 0).Select(l => (l, Left(l))));
        for (var i = 0; i < wanted.Count; i++)
        {
            var line = facts.Lines.FirstOrDefault(l => l.Line == wanted[i].Line && l.Line > 0);
            if (line is null) return ShipmentErrors.UnknownLine(i, wanted[i].Line);
            if (wanted[i].Quantity > Left(line)) return ShipmentErrors.OverShipped(i, line.Line, Math.Max(0, Left(line)));
            chosen.Add((line, wanted[i].Quantity));
        }

        if (chosen.Count == 0) return ShipmentErrors.NothingLeft;
        return chosen;
    }

    public static ParcelLine[] Lines(IReadOnlyList<(SellerOrderLineFacts Line, int Quantity)> chosen) =>
        [.. chosen.Select(c => new ParcelLine(c.Line.Line, c.Line.Offer, c.Quantity))];

    public static Money Worth(IReadOnlyList<(SellerOrderLineFacts Line, int Quantity)> chosen) =>
        Money.Sum(chosen.Select(c => c.Line.UnitPrice * c.Quantity), chosen[0].Line.UnitPrice.Currency);

    /// <summary>The goods piled on each other.</summary>
    public static ParcelMeasure OnePiece(IReadOnlyList<(SellerOrderLineFacts Line, int Quantity)> chosen)
    {
        ParcelSize Size((SellerOrderLineFacts Line, int Quantity) c) => c.Line.Size;
        return new ParcelMeasure(
            Whole(chosen.Sum(c => (long)Size(c).WeightGrams * c.Quantity)), Math.Max(1, chosen.Max(c => Size(c).LengthMm)),
            Math.Max(1, chosen.Max(c => Size(c).WidthMm)), Whole(chosen.Sum(c => (long)Size(c).HeightMm * c.Quantity)));
    }

    private static int Whole(long value) => (int)Math.Clamp(value, 1, int.MaxValue);
}
