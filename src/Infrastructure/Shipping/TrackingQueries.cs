using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class GetTrackingHandler(MarketplaceDb db) : IQuery<GetTracking, TrackingView>
{
    public async Task<Result<TrackingView>> Handle(GetTracking request, CancellationToken ct)
    {
        var parcel = await db.Set<Shipment>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.Shipment, ct);
        return parcel is not null
            && ParcelAccess.Sees(request.Viewer, parcel) ? Way.Of(parcel) : ShipmentErrors.NotFound(request.Shipment);
    }
}

internal sealed class GetTrackingByNumberHandler(MarketplaceDb db, ICodes codes) : IQuery<GetTrackingByNumber, TrackingView>
{
    private static readonly Error Unknown = Error.NotFound("parcel-not-found", "There is no parcel with this number and code.");

    public async Task<Result<TrackingView>> Handle(GetTrackingByNumber request, CancellationToken ct)
    {
        // The code is judged first, so numbers cannot be tried out by the time an answer takes.
        if (!codes.IsLinkCode(request.Number, request.Code)) return Unknown;
        var parcel = await db.Set<Shipment>().AsNoTracking().FirstOrDefaultAsync(s => s.Number == request.Number, ct);
        return parcel is null ? Unknown : Way.Of(parcel);
    }
}

internal sealed class ListDeliveryCodesHandler(MarketplaceDb db, ICodes codes)
    : IQuery<ListDeliveryCodes, DeliveryCodesView>
{
    public async Task<Result<DeliveryCodesView>> Handle(ListDeliveryCodes request, CancellationToken ct)
    {
        var parcels = await db.Set<Shipment>().AsNoTracking()
            .Where(s => s.Order == request.Order && s.Buyer == request.Buyer)
            .OrderBy(s => s.Id).ToListAsync(ct);
        return new DeliveryCodesView(
        [
            .. parcels.Select(s => new DeliveryCodeView(
                s.Id, s.Number, EnumText<ShipmentStatus>.Write(s.Status),
                ShipmentRoute.IsFinal(s.Status) ? null : codes.Reveal(s.Id.Value, "delivery", s.DeliveryCode.Kept),
                s.DeliveryCode.Locked,
                codes.LinkCode(s.Number))),
        ]);
    }
}

/// <summary>A parcel's way as anybody with the link may see it.</summary>
internal static class Way
{
    public static TrackingView Of(Shipment s) => new(
        s.Number, EnumText<ShipmentStatus>.Write(s.Status), s.Carrier, s.TrackingNumber, s.To.Country, s.To.City,
        s.Attempts,
        [
            .. s.Events.OrderBy(e => e.At)
                .Select(e => new TrackingEvent(EnumText<ShipmentStatus>.Write(e.Status), e.Code, e.At, e.Place)),
        ],
        s.UpdatedAt);
}
