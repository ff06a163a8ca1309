using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Tests.Unit.Orders;

/// <summary>Orders in any state, made the way they come about.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly OrderTimers Timers = new(
        TimeSpan.FromHours(24), TimeSpan.FromMinutes(5), TimeSpan.FromHours(72), TimeSpan.FromHours(48),
        TimeSpan.FromDays(14),
        TimeSpan.FromHours(24), TimeSpan.FromHours(24));

    public static readonly UserId Buyer = new(Id(7));

    public static readonly Address Home = new("UZ", "", "Tashkent", "Navoi 1", "100000", "Anna K", "+998901234567");

    public static Guid Id(int number) => new(number, 0x1111, 0x7222, 0x80, 1, 2, 3, 4, 5, 6, 7);

    public static OfferId Offer(int shop, int line) => new(Id(1000 + shop * 100 + line));

    public static ShopId Shop(int number) => new(Id(100 + number));

    public static SellerOrderId Part(int number) => new(Id(200 + number));

    public static ShipmentId Shipment(int number) => new(Id(300 + number));

    public static Money Uzs(long minor) => new(minor, Currency.Uzs);

    /// <summary>An order placed with one line list of quantities per seller.</summary>
    public static Order Placed(params int[][] quantities) => Placed(autoAccept: false, quantities);

    /// <summary>A café's order of one dish.</summary>
    public static Order PlacedFood() => Placed(false, true, [1]);

    public static Order Placed(bool autoAccept, params int[][] quantities) => Placed(autoAccept, false, quantities);

    private static Order Placed(bool autoAccept, bool food, params int[][] quantities)
    {
        var parts = quantities.Select((q, i) => new PlacedPart(
            Part(i), Shop(i), $"Shop {i}", food, autoAccept,
            new DeliveryChoice("local:courier", "local", "courier", "Courier", Uzs(500), 1, 2, "seller", false),
            [Delivery(), .. q.Select((quantity, k) => Line(i, k + 1, quantity))])).ToList();
        return Order.Place(
            new OrderId(Id(1)), Buyer, Home, parts,
            new PlacedTerms(new PayWith("sandbox", "card", "tok"), Noon.AddMinutes(30), Timers.LateMoney), Noon);
    }

    /// <summary>A part of one line of two units, brought into a state.</summary>
    public static Order In(SellerOrderState state)
    {
        var order = Placed([2]);
        if (state == SellerOrderState.AwaitingPayment) return order;
        if (state == SellerOrderState.Cancelled)
        {
            order.CancelByBuyer(null, Timers, Noon);
            return order;
        }

        order.ConfirmPaid(Timers, Noon);
        if (state == SellerOrderState.New) return order;
        Ok(order.Accept(Part(0), Timers, Noon));
        if (state == SellerOrderState.Processing) return order;
        Ok(order.Pack(Part(0), Noon));
        if (state == SellerOrderState.Ready) return order;
        Ok(order.ParcelMoved(Part(0), Parcel(1, 2), Timers, Noon, Noon));
        if (state == SellerOrderState.Shipped) return order;
        Ok(order.ParcelDelivered(Part(0), Parcel(1, 2), Timers, Noon, Noon));
        if (state == SellerOrderState.Delivered) return order;
        if (state == SellerOrderState.Completed) Ok(order.ConfirmReceipt(Part(0), true, Timers, Noon));
        if (state == SellerOrderState.Returned) Ok(order.UnitsReturned(Part(0), [new Units(1, 2)], Noon));
        return order;
    }

    public static Parcel Parcel(int shipment, int units, ParcelState state = ParcelState.Moving) =>
        new(Shipment(shipment), "local", "T1", [new Units(1, units)], state);

    public static SellerOrderState StateOf(Order order, int part = 0) => order.Part(Part(part))!.State;

    public static List<T> Events<T>(Order order) => [.. order.TakeEvents().OfType<T>()];

    private static LineToPlace Delivery() => new(
        new LineGoods(null, null, null, "Courier", "local:courier", 1, default, 0, 0), Terms(500, 0));

    private static LineToPlace Line(int shop, int number, int quantity) => new(
        new LineGoods(
            Offer(shop, number), new ProductId(Id(2000)), null, $"Thing {number}", $"SKU-{number}", quantity,
            new UnitSize(100, 10, 10, 10), 1, 14),
        Terms(1000 * quantity, 100 * quantity));

    private static LineTerms Terms(long pays, long commission) => new(
        Uzs(1000), new LineAmounts(Uzs(pays), Uzs(pays), Uzs(commission), Uzs(commission / 10), Uzs(0), Uzs(0)), default,
        null, default, "seller");

    private static void Ok(Result result)
    {
        if (result.Failed(out var error)) throw new InvalidOperationException(error.Message);
    }
}
