using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>A shop's parts: newest first, or oldest change first when polling by change.</summary>
/// <param name="UpdatedFrom">Only parts changed at or after this; the list is then in order of change.</param>
/// <param name="States">Upper snake; empty for all. Unpaid parts are listed only when asked for.</param>
public sealed record ListSellerOrders(
    ShopId Shop, IReadOnlyList<string> States, DateTimeOffset? UpdatedFrom, PageRequest Page);

/// <summary>A seller order in a list.</summary>
public sealed record SellerOrderSummary(
    SellerOrderId Id, OrderId OrderId, string Number, string State, Money BuyerPays, int Units, DateTimeOffset PlacedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? AcceptBy, DateTimeOffset? ShipBy, CancelRequestView? CancelRequest);
