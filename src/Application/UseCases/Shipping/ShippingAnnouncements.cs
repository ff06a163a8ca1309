using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>What other contexts learn of parcels and courier tasks.</summary>
public sealed class ShippingAnnouncements(IMarketTerms market) : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        ParcelPacked e => [new ShipmentCreated(e.Shipment, e.SellerOrder, e.Order, e.Carrier, Units(e.Lines))],
        ParcelMoved e => [Moved(e)],
        BookingRequested e => [new BookCourier(e.Shipment)],
        BookingWithdrawn e => [new CancelBooking(e.Shipment, e.Reference)],
        CashAsked e => [new AllotCash(e.Shipment, e.SellerOrder, e.Order, Units(e.Lines))],
        CashNotAsked e => [new UnallotCash(e.Shipment, e.SellerOrder)],
        CashSettled e => [Settled(e)],
        TaskMoved e => [new CourierTaskChanged(e.Task, e.Shipment, e.Courier, Wire.Of(e.State), e.OfferedUntil)],
        _ => [],
    };

    private IMessage Moved(ParcelMoved e) => e.Status switch
    {
        ShipmentStatus.Delivered => new ShipmentDelivered(e.Shipment, e.SellerOrder, e.Order, Units(e.Lines), e.At),
        ShipmentStatus.Lost or ShipmentStatus.Returned =>
            new ShipmentFailed(e.Shipment, e.SellerOrder, e.Order, Wire.Of(e.Status), Units(e.Lines), e.At),
        _ => new ShipmentUpdated(
            e.Shipment, e.SellerOrder, e.Order, Wire.Of(e.Status), e.Carrier, e.TrackingNumber, Units(e.Lines), e.At,
            e.Status == ShipmentStatus.AtPickupPoint ? e.At + market.Current.Timers.PickupStorage : null),
    };

    private static ShipmentCashSettled Settled(CashSettled e)
    {
        var outcome = e.Cash.State == DoorCashState.Collected ? "COLLECTED" : e.ByShop ? "GIVEN_AWAY" : "WAIVED";
        return new ShipmentCashSettled(e.Shipment, e.SellerOrder, e.Order, outcome, e.Cash.Due!.Value, e.Courier, e.Cash.Method);
    }

    private static LineUnits[] Units(IReadOnlyList<ParcelLine> lines) =>
        [.. lines.Select(l => new LineUnits(l.Line, l.Offer, l.Quantity))];
}

/// <summary>Names of states on the wire, and back.</summary>
internal static class Wire
{
    public static string Of<T>(T value) where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    public static T? Read<T>(string text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == text) return value;
        }

        return null;
    }
}
