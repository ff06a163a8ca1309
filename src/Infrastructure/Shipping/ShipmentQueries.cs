using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class ParcelBookings(MarketplaceDb db) : IParcelBookings
{
    public async Task<ParcelBooking?> Of(ShipmentId shipment, CancellationToken ct)
    {
        var s = await db.Set<Shipment>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == shipment, ct);
        if (s is null) return null;

        // The key names the attempt: a lost answer is repeated, a refused booking is asked for anew.
        var request = new BookingRequest(
            s.Id, s.Service, s.From, s.To,
            [.. s.Pieces.Select(p => new ParcelSize(p.WeightGrams, p.LengthMm, p.WidthMm, p.HeightMm))],
            s.DeclaredValue, $"{s.Id}:{s.Booking.Attempt}");
        return new ParcelBooking(
            s.Carrier, request, s.Booking.State == BookingState.Requested && s.Status == ShipmentStatus.Draft);
    }
}

internal sealed class GetShipmentHandler(MarketplaceDb db, ICodes codes) : IQuery<GetShipment, ShipmentView>
{
    public async Task<Result<ShipmentView>> Handle(GetShipment request, CancellationToken ct)
    {
        var s = await db.Set<Shipment>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.Shipment, ct);
        if (s is null || !ParcelAccess.Sees(request.Viewer, s)) return ShipmentErrors.NotFound(request.Shipment);

        var packedNotGone = s.Status is ShipmentStatus.Draft or ShipmentStatus.LabelReady;
        var forSeller = request.Viewer.Shop == s.Shop && packedNotGone;
        var forBuyer = request.Viewer.Buyer == s.Buyer && !ShipmentRoute.IsFinal(s.Status);
        return new ShipmentView(
            s.Id, s.Number, codes.LinkCode(s.Number), s.SellerOrder, s.Order, s.Shop,
            EnumText<ShipmentStatus>.Write(s.Status), s.Carrier,
            s.Service, s.TrackingNumber, s.Booking.Label, EnumText<BookingState>.Write(s.Booking.State),
            s.Booking.RefusalCode, s.From, s.To,
            s.Lines, s.Pieces, s.DeclaredValue, s.Attempts, s.Proof,
            forSeller ? codes.Reveal(s.Id.Value, "pickup", s.PickupCode.Kept) : null,
            forBuyer ? codes.Reveal(s.Id.Value, "delivery", s.DeliveryCode.Kept) : null, s.CreatedAt, s.UpdatedAt,
            s.Version, DoorCashView.Of(s));
    }
}

internal sealed class ListShipmentsHandler(MarketplaceDb db) : IQuery<ListShipments, Page<ShipmentSummary>>
{
    public async Task<Result<Page<ShipmentSummary>>> Handle(ListShipments request, CancellationToken ct)
    {
        var (viewer, limit) = (request.Viewer, request.Page.Limit);
        if (!IdCursor.Read(request.Page.Cursor, out var before)) return IdCursor.Foreign;

        // The cast compares the column itself: a typed id has no order, and FromSql does not know the columns of complex properties
        // by their names.
        IQueryable<Shipment> parcels = db.Set<Shipment>();
        if (before is { } id) parcels = parcels.Where(s => (Guid)(object)s.Id < id);
        if (viewer is { Staff: false, Shop: { } shop }) parcels = parcels.Where(s => s.Shop == shop);
        if (viewer is { Staff: false, Shop: null }) parcels = parcels.Where(s => s.Buyer == viewer.Buyer);
        if (request.Order is { } order) parcels = parcels.Where(s => s.Order == order);
        if (request.SellerOrder is { } part) parcels = parcels.Where(s => s.SellerOrder == part);
        if (Statuses(request.Statuses) is { Length: > 0 } statuses) parcels = parcels.Where(
            s => statuses.Contains(s.Status));

        var rows = await parcels.AsNoTracking().OrderByDescending(s => s.Id).Take(limit + 1).ToListAsync(ct);
        var items = rows.Take(limit).Select(s => new ShipmentSummary(
            s.Id, s.Number, s.SellerOrder, s.Order, EnumText<ShipmentStatus>.Write(s.Status), s.Carrier, s.Service,
            s.TrackingNumber, s.Lines,
            s.CreatedAt, s.UpdatedAt)).ToList();
        return new Page<ShipmentSummary>(items, rows.Count > limit ? IdCursor.Write(items[^1].Id.Value) : null);
    }

    private static ShipmentStatus[] Statuses(IReadOnlyList<string> names) =>
        [.. Enum.GetValues<ShipmentStatus>().Where(s => names.Contains(EnumText<ShipmentStatus>.Write(s)))];
}

/// <summary>Who sees which parcel.</summary>
internal static class ParcelAccess
{
    public static bool Sees(ParcelViewer viewer, Shipment parcel) =>
        viewer.Staff || (viewer.Shop is { } shop && shop == parcel.Shop)
            || (viewer.Buyer is { } buyer && buyer == parcel.Buyer);
}

/// <summary>Cursors of lists ordered by id.</summary>
internal static class IdCursor
{
    public static readonly Error Foreign = Error.Invalid("cursor-unknown", "The cursor is not one of this list's.");

    public static string Write(Guid id) => id.ToString("N");

    public static bool Read(string? cursor, out Guid? id)
    {
        id = Guid.TryParseExact(cursor, "N", out var parsed) ? parsed : null;
        return cursor is null || id is not null;
    }
}
