using System.Text.Json.Serialization;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The owner's cart at today's prices, by seller.</summary>
public sealed record GetCart(UserId Owner);

/// <summary>A cart as it is shown.</summary>
/// <param name="Total">Sum over lines that can be bought; null for an empty cart or one of several currencies.</param>
public sealed record CartView(
    IReadOnlyList<CartView.Seller> Sellers, IReadOnlyList<CartView.Line> Unavailable, int Units, Money? Total,
    [property: JsonIgnore] uint Version)
{
    /// <summary>One seller's lines.</summary>
    public sealed record Seller(ShopId ShopId, string ShopName, IReadOnlyList<Line> Lines, Money Subtotal);

    /// <summary>One line; price, title and availability are today's, empty when the offer is gone.</summary>
    /// <param name="Problem">Why it cannot be bought now: <c>gone</c>, <c>unavailable</c> or <c>short</c>.</param>
    public sealed record Line(
        OfferId OfferId, ProductId? ProductId, string Title, int Quantity, Money? UnitPrice, Money? LineTotal,
        int Available, string? Problem);
}
