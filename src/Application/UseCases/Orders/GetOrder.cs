using System.Text.Json.Serialization;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>One order of a buyer, or any for support.</summary>
/// <param name="Buyer">Null when support reads.</param>
public sealed record GetOrder(OrderId Order, UserId? Buyer);

/// <summary>An order as its buyer sees it.</summary>
/// <param name="Progress">How many parts are in each state.</param>
public sealed record OrderView(
    OrderId Id, string Number, string Status, string StatusCode, string? CancelReason, Money Total, Money Refunded,
    DateTimeOffset PlacedAt,
    DateTimeOffset PayBy, DateTimeOffset? PaidAt, DateTimeOffset UpdatedAt, Address ShipTo, OrderView.Payment PaymentMethod,
    IReadOnlyDictionary<string, int> Progress, IReadOnlyList<OrderView.Part> SellerOrders,
    [property: JsonIgnore] uint Version)
{
    /// <summary>The view of an order.</summary>
    public static OrderView Of(Order order) => new(
        order.Id, order.Number, OrderProgress.Text(order.Status), OrderProgress.Code(order.Status), order.CancelReason,
        order.Total,
        order.Refunded, order.PlacedAt, order.PayBy, order.PaidAt, order.UpdatedAt, order.ShipTo,
        new Payment(order.PayProvider, order.PayMethod), CountsOf(order.Parts.Select(p => p.State)),
        [.. order.Parts.Select(Of)],
        order.Version);

    /// <summary>How many parts are in each state.</summary>
    public static IReadOnlyDictionary<string, int> CountsOf(IEnumerable<SellerOrderState> parts) =>
        parts.GroupBy(s => s).OrderBy(g => g.Key).ToDictionary(g => SellerOrderMachine.Text(g.Key), g => g.Count());

    private static Part Of(SellerOrder part) => new(
        part.Id, part.Shop, part.ShopName, SellerOrderMachine.Text(part.State), part.PartiallyShipped,
        part.AskedAt is not null,
        part.CancelReason, CancelRequestView.Of(part.CancelRequest), part.Delivery.Name, part.Total, part.Refunded, part.ShipBy, part.DeliveredAt, part.ConfirmBy,
        [.. part.Parcels.Select(Of)],
        [.. part.Lines.OrderBy(l => l.Number).Select(Of)]);

    /// <summary>The view of a parcel.</summary>
    public static Parcel Of(Domain.Orders.Parcel parcel) => new(
        parcel.Shipment, parcel.State.ToString().ToUpperInvariant(), parcel.Carrier, parcel.TrackingNumber, parcel.Asked);

    private static Line Of(OrderLine line) => new(
        line.Number, line.Offer, line.Product, line.Title, line.Sku, line.Quantity, line.Cancelled, line.Returned,
        line.UnitPrice,
        line.Amounts.BuyerPays, line.Amounts.Tax);

    /// <summary>How it is paid.</summary>
    public sealed record Payment(string Provider, string Method);

    /// <summary>One seller's part.</summary>
    /// <param name="ReceiptAsked">The carrier is silent: the buyer is asked whether the goods arrived.</param>
    public sealed record Part(
        SellerOrderId Id, ShopId ShopId, string ShopName, string State, bool PartiallyShipped, bool ReceiptAsked,
        string? CancelReason, CancelRequestView? CancelRequest,
        string Delivery, Money Total, Money Refunded, DateTimeOffset? ShipBy, DateTimeOffset? DeliveredAt,
        DateTimeOffset? ConfirmBy,
        IReadOnlyList<Parcel> Parcels, IReadOnlyList<Line> Lines);

    /// <summary>One parcel.</summary>
    /// <param name="ReceiptAsked">Its carrier is silent.</param>
    public sealed record Parcel(
        ShipmentId ShipmentId, string State, string? Carrier, string? TrackingNumber, bool ReceiptAsked);

    /// <summary>One line; line 0 is delivery.</summary>
    public sealed record Line(
        int Number, OfferId? OfferId, ProductId? ProductId, string Title, string Sku, int Quantity, int CancelledQty,
        int ReturnedQty,
        Money UnitPrice, Money Amount, Money Tax);
}
