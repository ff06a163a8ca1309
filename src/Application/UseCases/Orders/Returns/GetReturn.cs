using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>Who looks at returns; support, moderation and finance see all.</summary>
public sealed record ReturnViewer(UserId? Buyer, ShopId? Shop, bool Staff);

/// <summary>One return for its buyer, its seller or staff.</summary>
public sealed record GetReturn(ReturnId Return, ReturnViewer Viewer);

/// <summary>Returns of a shop or a buyer, newest first.</summary>
/// <param name="Statuses">Wire names; empty for all.</param>
public sealed record ListReturns(ReturnViewer Viewer, OrderId? Order, IReadOnlyList<string> Statuses, PageRequest Page);

/// <summary>A return in full.</summary>
/// <param name="DeliveryPaidBy"><c>buyer</c> or <c>seller</c>: whose cost sending the goods back is.</param>
public sealed record ReturnView(
    ReturnId Id, OrderId OrderId, SellerOrderId SellerOrderId, ShopId ShopId, string Status, string Reason, string? Comment,
    IReadOnlyList<string> Photos, IReadOnlyList<OfferUnits> Lines, IReadOnlyList<AcceptedUnits> Accepted,
    string DeliveryPaidBy,
    bool RefundsDelivery, ReturnParcel? Parcel, string? Objection, DateTimeOffset? DueBy, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    uint Version);
