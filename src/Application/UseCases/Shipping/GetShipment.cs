using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>Who looks at a parcel; what others may not see is not there for them.</summary>
/// <param name="Staff">Support, moderation and administration see every parcel, but no codes.</param>
public sealed record ParcelViewer(UserId? Buyer, ShopId? Shop, bool Staff);

/// <summary>One parcel for its buyer, its seller or staff.</summary>
public sealed record GetShipment(ShipmentId Shipment, ParcelViewer Viewer);

/// <summary>A parcel in full.</summary>
/// <param name="PickupCode">Only for the seller, until the courier has the parcel.</param>
/// <param name="DeliveryCode">Only for the buyer, until delivery.</param>
/// <param name="TrackingCode">Together with the number it opens the public tracking page.</param>
public sealed record ShipmentView(
    ShipmentId Id, string Number, string TrackingCode, SellerOrderId SellerOrderId, OrderId OrderId, ShopId ShopId,
    string Status,
    string Carrier, string Service, string? TrackingNumber, Uri? Label, string Booking, string? BookingRefusal,
    Address From, Address To,
    IReadOnlyList<ParcelLine> Lines, IReadOnlyList<ParcelMeasure> Pieces, Money DeclaredValue, int Attempts,
    DeliveryProof? Proof,
    string? PickupCode, string? DeliveryCode, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, uint Version,
    DoorCashView? Cash);

/// <summary>What the buyer pays at the door: <c>AWAITED</c> (amount not known yet), <c>DUE</c>, <c>COLLECTED</c> or <c>WAIVED</c>.</summary>
public sealed record DoorCashView(string State, Money? Due, string? Method, string? FiscalReceipt, DateTimeOffset? At)
{
    /// <summary>The view of a parcel's money; null when it is paid otherwise.</summary>
    public static DoorCashView? Of(Shipment parcel) => parcel.Cash is { } cash
        ? new DoorCashView(Wire.Of(cash.State), cash.Due, cash.Method, cash.Receipt, cash.At)
        : null;
}

/// <summary>Parcels of a shop (or of a buyer's order), newest first.</summary>
/// <param name="Statuses">Wire names; empty for all.</param>
public sealed record ListShipments(
    ParcelViewer Viewer, OrderId? Order, SellerOrderId? SellerOrder, IReadOnlyList<string> Statuses, PageRequest Page);

/// <summary>A parcel in a list.</summary>
public sealed record ShipmentSummary(
    ShipmentId Id, string Number, SellerOrderId SellerOrderId, OrderId OrderId, string Status, string Carrier,
    string Service,
    string? TrackingNumber, IReadOnlyList<ParcelLine> Lines, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
