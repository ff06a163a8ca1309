using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>Parts whose money something holds back, the longest unchanged first: the work list of support and finance.</summary>
/// <param name="Kind">Only holds of this kind.</param>
public sealed record ListHeldOrders(string? Kind, PageRequest Page);

/// <summary>A held part.</summary>
/// <param name="ReceiptAskedAt">When the buyer was asked whether the goods arrived and has not got them yet.</param>
public sealed record HeldOrder(
    SellerOrderId Id, OrderId OrderId, string Number, ShopId ShopId, string State, IReadOnlyList<string> Holds,
    Money BuyerPays, DateTimeOffset UpdatedAt, DateTimeOffset? ReceiptAskedAt, IReadOnlyList<OrderView.Parcel> Parcels);
