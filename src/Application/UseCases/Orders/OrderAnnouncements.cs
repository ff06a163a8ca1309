using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Orders;

/// <summary>What Orders tells the others: order and seller-order events, and the stock that comes back.</summary>
public sealed class OrderAnnouncements : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        OrderPlaced e => [Placed(e)],
        WholeOrderCancelled e => [new OrderCancelled(e.Order, e.Buyer, e.Number, e.Reason, e.WasPaid)],
        WholeOrderDelivered e => [new OrderDelivered(e.Order, e.Buyer, e.Number)],
        WholeOrderCompleted e => [new OrderCompleted(e.Order, e.Buyer, e.Number)],
        WholeOrderReturned e => [new OrderReturned(e.Order, e.Buyer, e.Number)],
        MoneyRefused e => [new RefundOrder(e.Order, e.Reason), Restock(e.Order, e.Order.Value, e.Lines, StockFate.Restock)],
        _ => OfPart(happened),
    };

    private static IEnumerable<IMessage> OfPart(IDomainEvent happened) => happened switch
    {
        PartOpened(var k, var acceptBy, var auto) =>
            [new SellerOrderOpened(k.Part, k.Order, k.Shop, k.Buyer, k.Number, acceptBy, auto)],
        PartAccepted(var k, var shipBy, var cancelBy) =>
            [new SellerOrderAccepted(k.Part, k.Order, k.Shop, k.Buyer, k.Number, shipBy) { CancelAt = cancelBy }],
        PartLinesDeclined e => Declined(e),
        PartPacked(var k) => [new SellerOrderReady(k.Part, k.Order, k.Shop)],
        PartCancelled e => Cancelled(e),
        PartCancelRequested(var k, var answerBy) =>
            [new SellerOrderCancelRequested(k.Part, k.Order, k.Shop, k.Buyer, k.Number, answerBy)],
        PartCancelAnswered(var k, var answer) =>
            [new SellerOrderCancelAnswered(k.Part, k.Order, k.Shop, k.Buyer, k.Number, answer.ToString().ToUpperInvariant())],
        ReceiptDenied(var k) => [new SellerOrderNotReceived(k.Part, k.Order, k.Shop, k.Buyer, k.Number)],
        PartShipped(var k, var askAt) => [new SellerOrderShipped(k.Part, k.Order, k.Shop) { AskAt = askAt }],
        ParcelSent(var k, var shipment, var carrier, var tracking) =>
            [new OrderShipped(k.Order, k.Part, k.Buyer, k.Number, shipment, carrier, tracking)],
        CarrierWaitRenewed(var k, var askAt) => [new SellerOrderCarrierWait(k.Part, k.Order, askAt)],
        ReceiptAsked(var k) => [new SellerOrderReceiptAsked(k.Part, k.Order, k.Buyer, k.Number)],
        ParcelAbandoned e => Abandoned(e),
        PartDelivered(var k, var confirmBy) =>
            [new SellerOrderDelivered(k.Part, k.Order, k.Shop, k.Buyer, k.Number, confirmBy)],
        PartCompleted(var k) => [new SellerOrderCompleted(k.Part, k.Order, k.Shop, k.Buyer)],
        PartReturned(var k) => [new SellerOrderReturned(k.Part, k.Order, k.Shop)],
        PartHoldChanged(var k, var hold, var on) =>
            [new SellerOrderHoldChanged(k.Part, k.Order, hold.Kind, hold.Cause, on)],
        _ => ReturnNews.Of(happened),
    };

    private static IMessage[] Declined(PartLinesDeclined e)
    {
        var k = e.Key;
        return
        [
            new SellerOrderLinesDeclined(k.Part, k.Order, k.Shop, k.Buyer, e.Decline, Named(e.Lines), e.Reason),
            Restock(k.Order, e.Decline, e.Lines, e.Fate),
        ];
    }

    private static IMessage[] Cancelled(PartCancelled e)
    {
        var k = e.Key;
        var cancelled = new SellerOrderCancelled(
            k.Part, k.Order, k.Shop, k.Buyer, k.Number, Named(e.Lines), e.Reason, e.WasPaid);

        // Before payment the stock is only held, and the payment saga lets it go.
        return e.WasPaid && e.Fate is { } fate ? [cancelled, Restock(k.Order, k.Part.Value, e.Lines, fate)] : [cancelled];
    }

    private static IMessage[] Abandoned(ParcelAbandoned e)
    {
        var cause = e.Shipment.Value;
        var refund = new RefundLines(e.Key.Part, e.Key.Order, cause, Named(e.Lines), e.Reason);
        return e.Fate is { } fate ? [refund, Restock(e.Key.Order, cause, e.Lines, fate)] : [refund];
    }

    private static ReturnStock Restock(OrderId order, Guid cause, IReadOnlyList<OfferUnits> lines, StockFate fate)
    {
        var word = fate switch { StockFate.Restock => "RESTOCK", StockFate.WriteOff => "WRITE_OFF", _ => "SET_ZERO" };
        return new ReturnStock(order, cause,
            [.. lines.Where(l => l.Offer is not null).Select(l => new StockLineFate(l.Offer!.Value, l.Quantity, word))]);
    }

    private static IReadOnlyList<LineUnits> Named(IReadOnlyList<OfferUnits> lines) =>
        [.. lines.Select(l => new LineUnits(l.Line, l.Offer, l.Quantity))];

    private static OrderCreated Placed(OrderPlaced e) =>
        new(e.Order, e.Number, e.Buyer, e.Total, e.PayBy,
            new PaymentChoice(e.Payment.Provider, e.Payment.Method, e.Payment.Token),
            [.. e.Parts.Select(p => new PlacedSellerOrder(p.Id, p.Shop, p.Total, [.. p.Lines.Select(Placed)]))])
        {
            LateMoney = e.LateMoney,
        };

    private static PlacedLine Placed(OrderLine line)
    {
        var m = line.Amounts;
        var money = new LineMoney(m.BuyerPays, m.SellerGross, m.Commission, m.CommissionTax, m.PlatformPromo, m.Tax);
        return new PlacedLine(line.Number, line.Offer, line.Product, line.Title, line.Quantity, money, line.Payee);
    }
}
