using System.Text.Json.Serialization;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>One part of an order as its seller sees it.</summary>
/// <param name="Shop">Null when support reads.</param>
public sealed record GetSellerOrder(SellerOrderId SellerOrder, ShopId? Shop);

/// <summary>A seller order with its money, line by line.</summary>
public sealed record SellerOrderView(
    SellerOrderId Id, OrderId OrderId, string Number, ShopId ShopId, string State, bool PartiallyShipped,
    string? CancelReason, CancelRequestView? CancelRequest, bool ReceiptAsked, Money BuyerPays,
    Money Refunded, Money Earnings, Address? ShipTo, SellerOrderView.DeliveryView Delivery, SellerOrderView.Deadlines Due,
    IReadOnlyList<string> Holds, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt, IReadOnlyList<OrderView.Parcel> Parcels,
    IReadOnlyList<SellerOrderView.Line> Lines, [property: JsonIgnore] uint Version)
{
    /// <summary>The view of a part.</summary>
    public static SellerOrderView Of(Order order, SellerOrder part) => new(
        part.Id, order.Id, order.Number, part.Shop, SellerOrderMachine.Text(part.State), part.PartiallyShipped,
        part.CancelReason, CancelRequestView.Of(part.CancelRequest), part.AskedAt is not null, part.Total,
        part.Refunded, Money.Sum(part.Lines.Where(l => l.Payee == "seller").Select(EarningsOf), part.Total.Currency),
        // An unpaid order is none of the seller's business yet, and a cancelled one no longer needs the address.
        part.State is SellerOrderState.AwaitingPayment or SellerOrderState.Cancelled ? null : order.ShipTo,
        new DeliveryView(part.Delivery.Code, part.Delivery.Name, part.Delivery.Price, part.Delivery.Payee),
        new Deadlines(part.AcceptBy, part.ShipBy, part.ConfirmBy, part.DeliveredAt),
        [.. part.Holds.Select(h => h.Kind).Distinct()],
        order.PlacedAt, part.UpdatedAt,
        [.. part.Parcels.Select(OrderView.Of)],
        [.. part.Lines.OrderBy(l => l.Number).Select(Of)], order.Version);

    private static Line Of(OrderLine line)
    {
        var money = line.Amounts;
        return new Line(
            line.Number, line.Offer, line.Title, line.Sku, line.Quantity, line.Cancelled, line.Returned, line.UnitPrice,
            money.BuyerPays, money.SellerGross, money.PlatformPromo, money.Tax, line.TaxRate, money.Commission,
            line.CommissionRate,
            money.CommissionTax, EarningsOf(line));
    }

    private static Money EarningsOf(OrderLine line) => line.Payee == "seller"
        ? line.Amounts.SellerGross - line.Amounts.Commission - line.Amounts.CommissionTax
        : Money.Zero(line.Currency);

    /// <summary>How the buyer wants it.</summary>
    public sealed record DeliveryView(string Code, string Name, Money Price, string Payee);

    /// <summary>What is due when.</summary>
    public sealed record Deadlines(
        DateTimeOffset? AcceptBy, DateTimeOffset? ShipBy, DateTimeOffset? ConfirmBy, DateTimeOffset? DeliveredAt);

    /// <summary>One line with the frozen money of its whole quantity; line 0 is delivery.</summary>
    public sealed record Line(
        int Number, OfferId? OfferId, string Title, string Sku, int Quantity, int CancelledQty, int ReturnedQty,
        Money UnitPrice, Money BuyerPays,
        Money SellerGross, Money PlatformPromo, Money Tax, Rate TaxRate, Money Commission, Rate CommissionRate,
        Money CommissionTax,
        Money Earnings);
}
