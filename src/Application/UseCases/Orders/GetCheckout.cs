using System.Text.Json.Serialization;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The buyer's checkout.</summary>
public sealed record GetCheckout(CheckoutId Checkout, UserId Buyer);

/// <summary>A checkout as it is shown: totals by seller, delivery options and choices.</summary>
/// <param name="Status"><c>draft</c>, or <c>confirmed</c> once it became the order of the same id.</param>
public sealed record CheckoutView(
    CheckoutId Id, string Status, string StatusCode, IReadOnlyList<CheckoutView.Part> Sellers, Address? Address,
    Money Goods, Money Delivery,
    Money Total, DateTimeOffset ExpiresAt, [property: JsonIgnore] uint Version)
{
    /// <summary>The view of a checkout.</summary>
    public static CheckoutView Of(Checkout checkout)
    {
        var status = checkout.PlacedAt is null ? OrderStatus.Draft : OrderStatus.Confirmed;
        var goods = Money.Sum(checkout.Parts.Select(p => p.Goods), checkout.Total.Currency);
        return new(
            checkout.Id, OrderProgress.Text(status), OrderProgress.Code(status), [.. checkout.Parts.Select(Of)],
            checkout.Address,
            goods, checkout.Total - goods, checkout.Total, checkout.ExpiresAt, checkout.Version);
    }

    private static Part Of(CheckoutPart part) => new(
        part.Shop, part.ShopName,
        [.. part.Lines.Select(l => new Line(l.Offer, l.Product, l.Title, l.Sku, l.Quantity, l.UnitPrice, l.Total))],
        [.. part.Options.Select(o => new Option(o.Code, o.Name, o.Carrier, o.Price, o.MinDays, o.MaxDays, o.Pickup, o.CashOnDelivery))],
        part.Chosen, part.Goods, part.Total);

    /// <summary>One seller's part.</summary>
    public sealed record Part(
        ShopId ShopId, string ShopName, IReadOnlyList<Line> Lines, IReadOnlyList<Option> DeliveryOptions, string? Delivery,
        Money Goods,
        Money Total);

    /// <summary>One line.</summary>
    public sealed record Line(
        OfferId OfferId, ProductId ProductId, string Title, string Sku, int Quantity, Money UnitPrice, Money LineTotal);

    /// <summary>One delivery option.</summary>
    /// <param name="CashOnDelivery">Goods that come this way may be paid at the door, where the market offers it.</param>
    public sealed record Option(
        string Code, string Name, string Carrier, Money Price, int MinDays, int MaxDays, bool Pickup, bool CashOnDelivery);
}
