using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports.Orders;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Ports.Shipping.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Orders;

[Collection(nameof(Shopping))]
public sealed class OrderTests(Shopping shopping)
{
    private readonly int _one = Shopping.NewShop();
    private readonly int _two = Shopping.NewShop();
    private readonly HttpClient _buyer = shopping.Host.As(new UserId(Guid.NewGuid()), "buyer");

    [Fact]
    public async Task Strangers_see_neither_checkouts_nor_orders_and_support_sees_orders()
    {
        using var stranger = shopping.Host.As(new UserId(Guid.NewGuid()), "buyer");
        using var support = shopping.Host.As(new UserId(Guid.NewGuid()), "support");
        var placed = Id(await _buyer.Buy(shopping.Offer(_one, 100_00)));

        await stranger.GetAsync($"checkouts/{placed}").Json(404);
        await stranger.GetAsync($"orders/{placed}").Json(404);
        await stranger.PostAsync($"orders/{placed}/cancel", null).Json(404);
        await stranger.Place(placed).Json(404);
        await support.GetAsync($"orders/{placed}").Json(200);
        Assert.Equal(0, (await stranger.GetAsync("orders").Json(200)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_part_goes_from_paid_to_completed_and_every_move_is_in_its_history()
    {
        using var seller = shopping.Host.AsSeller(new UserId(Guid.NewGuid()), Shopping.Shop(_one));
        var placed = await _buyer.Buy(shopping.Offer(_one, 100_00));
        var (order, part) = (Id(placed), Id(placed.GetProperty("sellerOrders")[0]));
        await shopping.Pay(order);

        var refused = await seller.PostAsync($"seller/orders/{part}/pack", null).Json(409);
        await seller.PostAsync($"seller/orders/{part}/accept", null).Json(200);
        await seller.PostAsync($"seller/orders/{part}/pack", null).Json(200);
        await Ship(order, part);
        var done = await _buyer.PostAsync($"orders/{order}/confirm-receipt", null).Json(200);

        Assert.Equal(
            ("invalid-transition", "NEW"),
            (refused.GetProperty("code").GetString(), refused.GetProperty("state").GetString()));
        Assert.Equal("completed", done.GetProperty("status").GetString());
        var history = (await _buyer.GetAsync($"orders/{order}/events").Json(200)).GetProperty("items").EnumerateArray()
            .Where(e => e.GetProperty("machine").GetString() == "order").Select(e => e.GetProperty("to").GetString());
        Assert.Equal(["confirmed", "paid", "processing", "shipped", "delivered", "completed"], history);
        Assert.Contains("seller-order.completed", await shopping.Announced(part));
    }

    [Fact]
    public async Task A_seller_sees_own_parts_with_their_earnings_and_no_others()
    {
        using var seller = shopping.Host.AsSeller(new UserId(Guid.NewGuid()), Shopping.Shop(_one));
        var placed = await _buyer.Buy(shopping.Offer(_one, 100_00), shopping.Offer(_two, 70_00));
        var parts = placed.GetProperty("sellerOrders").EnumerateArray()
            .ToDictionary(p => p.GetProperty("shopId").GetGuid(), Id);
        Assert.Equal(0, (await seller.GetAsync("seller/orders").Json(200)).GetProperty("items").GetArrayLength());
        await shopping.Pay(Id(placed));

        var mine = await seller.GetAsync($"seller/orders/{parts[Shopping.Shop(_one).Value]}").Json(200);
        await seller.GetAsync($"seller/orders/{parts[Shopping.Shop(_two).Value]}").Json(404);
        await seller.PostAsync($"seller/orders/{parts[Shopping.Shop(_two).Value]}/accept", null).Json(404);
        var polled = await seller.GetAsync("seller/orders?status=NEW&updatedFrom=2020-01-01T00:00:00Z").Json(200);

        // 100.00 − 15 % − 22 % of that commission, and 250.00 for the seller's own delivery.
        Assert.Equal(350_00 - 15_00 - 3_30, mine.GetProperty("earnings").GetProperty("amount").GetInt64());
        Assert.Equal(1, polled.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Declined_units_are_announced_for_refund_and_stock()
    {
        using var seller = shopping.Host.AsSeller(new UserId(Guid.NewGuid()), Shopping.Shop(_one));
        await _buyer.Add(shopping.Offer(_one, 100_00), 3);
        var placed = await _buyer.Place(await _buyer.Checkout()).Json(201);
        var part = Id(placed.GetProperty("sellerOrders")[0]);
        await shopping.Pay(Id(placed));

        await seller.PostAsJsonAsync($"seller/orders/{part}/decline", new { reason = "bored" }).Json(422);
        await seller.PostAsJsonAsync(
            $"seller/orders/{part}/decline",
            new { reason = "shortage", lines = new[] { new { number = 1, quantity = 2 } } }).Json(200);

        Assert.Contains("seller-order.declined", await shopping.Announced(part));
        Assert.Contains("stock.return", await shopping.Announced(Id(placed)));
        Assert.Equal(1, (await shopping.Facts(part)).Lines.Single().Quantity);
    }

    [Fact]
    public async Task An_address_may_change_until_a_label_is_bought_where_delivery_costs_no_more()
    {
        var placed = await _buyer.Buy(shopping.Offer(_one, 100_00));
        var (order, part) = (Id(placed), Id(placed.GetProperty("sellerOrders")[0]));
        await shopping.Pay(order);
        using var seller = shopping.Host.AsSeller(new UserId(Guid.NewGuid()), Shopping.Shop(_one));
        await seller.PostAsync($"seller/orders/{part}/accept", null).Json(200);

        await _buyer.PostAsJsonAsync($"orders/{order}/address", Home("Kazan")).Json(200);
        var unserved = await _buyer.PostAsJsonAsync($"orders/{order}/address", Home("Nowhere")).Json(409);
        await shopping.Tell(new ShipmentUpdated(new ShipmentId(Guid.NewGuid()), new SellerOrderId(part),
            new OrderId(order), "LABEL_READY", "local",
            null, [new LineUnits(1, null, 1)], DateTimeOffset.UtcNow));
        var frozen = await _buyer.PostAsJsonAsync($"orders/{order}/address", Home("Moscow")).Json(409);

        Assert.Equal(
            ("address-not-served", "address-frozen"),
            (unserved.GetProperty("code").GetString(), frozen.GetProperty("code").GetString()));
        Assert.Equal("Kazan", (await shopping.Facts(part)).ShipTo!.City);
    }

    [Fact]
    public async Task An_old_order_fills_the_cart_again_and_names_what_is_gone()
    {
        var (there, short_) = (shopping.Offer(_one, 100_00), shopping.Offer(_two, 70_00));
        var placed = await _buyer.Buy(there, short_);
        shopping.Offer(_two, 70_00, available: 0, existing: short_);

        var again = await _buyer.PostAsync($"orders/{Id(placed)}/reorder", null).Json(200);

        Assert.Equal(1, again.GetProperty("cart").GetProperty("units").GetInt32());
        Assert.Equal("short", again.GetProperty("unavailable")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Orders_are_paged_by_cursor_and_filtered()
    {
        var offer = shopping.Offer(_one, 100_00, available: 100);
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++) numbers.Add((await _buyer.Buy(offer)).GetProperty("number").GetString()!);

        var first = await _buyer.GetAsync("orders?limit=2").Json(200);
        var rest = await _buyer.GetAsync($"orders?limit=2&cursor={first.GetProperty("nextCursor").GetString()}").Json(200);
        var one = await _buyer.GetAsync($"orders?number={numbers[1]}").Json(200);

        Assert.Equal([numbers[2], numbers[1], numbers[0]], Numbers(first).Concat(Numbers(rest)));
        Assert.False(rest.TryGetProperty("nextCursor", out _));
        Assert.Equal([numbers[1]], Numbers(one));
        Assert.Equal(3, (await _buyer.GetAsync("orders?status=CREATED").Json(200)).GetProperty("items").GetArrayLength());
        Assert.Empty(Numbers(await _buyer.GetAsync("orders?status=paid").Json(200)));
        await _buyer.GetAsync("orders?status=lost").Json(422);
        await _buyer.GetAsync("orders?cursor=!!").Json(422);
    }

    [Fact]
    public async Task Refunds_are_counted_on_part_and_order()
    {
        var placed = await _buyer.Buy(shopping.Offer(_one, 100_00));
        var (order, part) = (Id(placed), Id(placed.GetProperty("sellerOrders")[0]));

        await shopping.Tell(new RefundSucceeded(
            new RefundId(Guid.NewGuid()), new OrderId(order), new SellerOrderId(part), new UserId(Guid.Empty), "",
            Guid.NewGuid(), [], new Money(40_00, Currency.Rub)));

        Assert.Equal(
            40_00,
            (await _buyer.GetAsync($"orders/{order}").Json(200)).GetProperty("refunded").GetProperty("amount").GetInt64());
    }

    private async Task Ship(Guid order, Guid part)
    {
        var (shipment, of, id) = (new ShipmentId(Guid.NewGuid()), new SellerOrderId(part), new OrderId(order));
        await shopping.Tell(new ShipmentUpdated(
            shipment, of, id, "HANDED_OVER", "local", "T-1", [new LineUnits(1, null, 1)], DateTimeOffset.UtcNow));
        await shopping.Tell(new ShipmentDelivered(shipment, of, id, [new LineUnits(1, null, 1)], DateTimeOffset.UtcNow));
    }

    private static object Home(string city) =>
        new { country = "RU", city, street = "Lenina 5", recipientName = "Anna K", phone = "+79161234567" };

    private static Guid Id(JsonElement json) => json.GetProperty("id").GetGuid();

    private static IEnumerable<string> Numbers(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("number").GetString()!);
}
