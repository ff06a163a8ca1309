using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>Orders, newest first.</summary>
/// <param name="Buyer">Null when support looks at all.</param>
/// <param name="Statuses">Canonical words or synonyms, any case; empty for all.</param>
public sealed record ListOrders(
    UserId? Buyer, IReadOnlyList<string> Statuses, DateTimeOffset? CreatedFrom, string? Number, PageRequest Page);

/// <summary>An order in a list.</summary>
public sealed record OrderSummary(
    OrderId Id, string Number, string Status, string StatusCode, Money Total, DateTimeOffset PlacedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyDictionary<string, int> Progress, IReadOnlyList<OrderSummary.Part> SellerOrders)
{
    /// <summary>One seller's part.</summary>
    public sealed record Part(SellerOrderId Id, ShopId ShopId, string ShopName, string State, Money Total);
}
