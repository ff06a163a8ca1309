using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>What Orders tells the others of returns.</summary>
internal static class ReturnNews
{
    public static IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        ReturnAsked(var r, var decideBy) =>
        [
            new ReturnRequested(
                r.Id, r.SellerOrder, r.Order, r.Shop, r.Buyer, [.. r.Lines.Select(Named)], EnumWire.Text(r.Reason))
            {
                DecideBy = decideBy,
            },
        ],
        ReturnAllowed(var r, var sendBy) => [new ReturnApproved(r.Id, r.SellerOrder, r.Order, r.Buyer) { SendBy = sendBy }],
        ReturnDispatched(var r, var arriveBy) => [new ReturnSent(r.Id, r.SellerOrder) { ArriveBy = arriveBy }],
        ReturnArrived(var r, var inspectBy) => [new ReturnReceived(r.Id, r.SellerOrder) { InspectBy = inspectBy }],
        ReturnAccepted(var r) => [Payable(r)],
        ReturnEnded(var r, var state) =>
            [new ReturnClosed(r.Id, r.SellerOrder, r.Order, r.Buyer, ReturnErrors.Text(state))],
        _ => [],
    };

    private static ReturnRefundDue Payable(Return r)
    {
        var units = r.Accepted.Select(u => new LineUnits(u.Line, u.Offer, u.Quantity));
        if (r.RefundsDelivery) units = units.Append(new LineUnits(0, null, 1));
        var goods = r.Accepted.Where(u => u is { Fate: not null, Offer: not null })
            .Select(u => new StockLineFate(u.Offer!.Value, u.Quantity, EnumWire.Text(u.Fate!.Value)));
        return new ReturnRefundDue(
            r.Id, r.SellerOrder, r.Order, [.. units], [.. goods], "return:" + EnumWire.Text(r.Reason).ToLowerInvariant());
    }

    private static LineUnits Named(OfferUnits units) => new(units.Line, units.Offer, units.Quantity);
}

/// <summary>Upper snake names of enum values.</summary>
internal static class EnumWire
{
    public static string Text<T>(T value) where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
