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
    public async Task A_purchase_over_two_sellers_freezes_prices_holds_stock_and_empties_the_cart()
    {
        var placed = await _buyer.Buy(shopping.Offer(_one, 1990_00), shopping.Offer(_two, 500_00));

        Assert.Equal((1990_00 + 500_00 + 2 * 250_00, "confirmed", "CREATED"), (
            placed.GetProperty("total").GetProperty("amount").GetInt64(), placed.GetProperty("status").GetString(),
            placed.GetProperty("statusCode").GetString()));
        Assert.True(shopping.Holds(Id(placed)));
        Assert.Equal(0, (await _buyer.GetAsync("cart").Json(200)).GetProperty("units").GetInt32());

        var order = await _buyer.GetAsync($"orders/{Id(placed)}").Json(200);
        Assert.Equal(2, order.GetProperty("progress").GetProperty("AWAITING_PAYMENT").GetInt32());
        Assert.Equal(4, order.GetProperty("sellerOrders").EnumerateArray().Sum(p => p.GetProperty("lines").GetArrayLength()));
        Assert.Equal(["order.created"], await Announced(Id(placed)));
    }

    [Fact]
    public async Task Placing_again_gives_the_same_order_with_or_without_the_key()
    {
        await _buyer.Add(shopping.Offer(_one, 100_00), 1);
        var checkout = await _buyer.Checkout();
        var first = await _buyer.Place(checkout, "place-key-0001").Json(201);

        using var replay = await _buyer.Place(checkout, "place-key-0001");
        var again = await _buyer.Place(checkout, "place-key-0002").Json(201);

        Assert.True(replay.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(Id(first), (await replay.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
        Assert.Equal(Id(first), Id(again));
        Assert.Equal(1, (await _buyer.GetAsync("orders").Json(200)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Sixteen_clicks_on_place_make_one_order()
    {
        await _buyer.Add(shopping.Offer(_one, 100_00), 1);
        var checkout = await _buyer.Checkout();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _buyer.Place(checkout)));

        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, new[] { 201, 503 }));
        Assert.Contains(answers, a => (int)a.StatusCode == 201);
        Assert.Equal(["order.created"], await Announced(checkout));
    }

    [Fact]
    public async Task A_price_that_rose_is_shown_before_it_is_paid()
    {
        var offer = shopping.Offer(_one, 100_00);
        await _buyer.Add(offer, 2);
        var checkout = await _buyer.Checkout();
        shopping.Offer(_one, 110_00, existing: offer);

        var refused = await _buyer.Place(checkout).Json(409);
        await _buyer.PostAsync($"checkouts/{checkout}/quote", null).Json(200);
        var placed = await _buyer.Place(checkout).Json(201);

        Assert.Equal("price-changed", refused.GetProperty("code").GetString());
        Assert.Equal((450_00, 470_00), (refused.GetProperty("shownAmount").GetInt64(), refused.GetProperty("newAmount").GetInt64()));
        Assert.Equal($"/lines/{offer}", refused.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal(470_00, placed.GetProperty("total").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task A_price_that_fell_is_given_to_the_buyer()
    {
        var offer = shopping.Offer(_one, 100_00);
        await _buyer.Add(offer, 1);
        var checkout = await _buyer.Checkout();
        shopping.Offer(_one, 90_00, existing: offer);

        var placed = await _buyer.Place(checkout).Json(201);

        Assert.Equal(340_00, placed.GetProperty("total").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task Goods_that_sold_out_meanwhile_leave_no_order_and_the_key_free()
    {
        var offer = shopping.Offer(_one, 100_00);
        await _buyer.Add(offer, 3);
        var checkout = await _buyer.Checkout();
        shopping.Offer(_one, 100_00, available: 2, existing: offer);

        var refused = await _buyer.Place(checkout, "place-key-0003").Json(409);
        await _buyer.GetAsync($"orders/{checkout}").Json(404);
        shopping.Offer(_one, 100_00, available: 3, existing: offer);

        Assert.Equal("stock-insufficient", refused.GetProperty("code").GetString());
        await _buyer.Place(checkout, "place-key-0003").Json(201);
    }

    [Fact]
    public async Task Buy_now_takes_two_calls_from_the_second_purchase_on()
    {
        await _buyer.Buy(shopping.Offer(_one, 100_00));

        var opened = await _buyer.PostAsJsonAsync("checkouts/buy-now", new { offerId = shopping.Offer(_two, 70_00).Value, quantity = 2 }).Json(201);
        var placed = await _buyer.Place(Id(opened)).Json(201);

        Assert.Equal("Tverskaya 1", opened.GetProperty("address").GetProperty("street").GetString());
        Assert.Equal(390_00, placed.GetProperty("total").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task Delivery_is_chosen_per_seller_under_the_version_that_was_read()
    {
        await _buyer.Add(shopping.Offer(_one, 100_00), 1);
        var checkout = await _buyer.Checkout();
        var tag = (await _buyer.GetAsync($"checkouts/{checkout}")).Headers.ETag!.Tag;

        var changed = await Patch($"checkouts/{checkout}", tag, new { deliveries = new[] { new { shopId = Shopping.Shop(_one).Value, option = "local:express" } } }).Json(200);
        await Patch($"checkouts/{checkout}", tag, new { address = Journey.Address }).Json(412);
        var unknown = await Patch($"checkouts/{checkout}", "*", new { deliveries = new[] { new { shopId = Shopping.Shop(_one).Value, option = "dove" } } }).Json(422);

        Assert.Equal(500_00, changed.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal("delivery-option-unknown", unknown.GetProperty("code").GetString());
    }

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

        Assert.Equal(("invalid-transition", "NEW"), (refused.GetProperty("code").GetString(), refused.GetProperty("state").GetString()));
        Assert.Equal("completed", done.GetProperty("status").GetString());
        var history = (await _buyer.GetAsync($"orders/{order}/events").Json(200)).GetProperty("items").EnumerateArray()
            .Where(e => e.GetProperty("machine").GetString() == "order").Select(e => e.GetProperty("to").GetString());
        Assert.Equal(["confirmed", "paid", "processing", "shipped", "delivered", "completed"], history);
        Assert.Contains("seller-order.completed", await Announced(part));
    }

    [Fact]
    public async Task A_seller_sees_own_parts_with_their_earnings_and_no_others()
    {
        using var seller = shopping.Host.AsSeller(new UserId(Guid.NewGuid()), Shopping.Shop(_one));
        var placed = await _buyer.Buy(shopping.Offer(_one, 100_00), shopping.Offer(_two, 70_00));
        var parts = placed.GetProperty("sellerOrders").EnumerateArray().ToDictionary(p => p.GetProperty("shopId").GetGuid(), Id);
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
        await seller.PostAsJsonAsync($"seller/orders/{part}/decline", new { reason = "shortage", lines = new[] { new { number = 1, quantity = 2 } } }).Json(200);

        Assert.Contains("seller-order.declined", await Announced(part));
        Assert.Contains("stock.return", await Announced(Id(placed)));
        Assert.Equal(1, (await Facts(part)).Lines.Single().Quantity);
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
        await Tell(new ShipmentUpdated(new ShipmentId(Guid.NewGuid()), new SellerOrderId(part), new OrderId(order), "LABEL_READY", "local", null, [new LineUnits(1, null, 1)], DateTimeOffset.UtcNow));
        var frozen = await _buyer.PostAsJsonAsync($"orders/{order}/address", Home("Moscow")).Json(409);

        Assert.Equal(("address-not-served", "address-frozen"), (unserved.GetProperty("code").GetString(), frozen.GetProperty("code").GetString()));
        Assert.Equal("Kazan", (await Facts(part)).ShipTo!.City);
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

        await Tell(new RefundSucceeded(new RefundId(Guid.NewGuid()), new OrderId(order), new SellerOrderId(part), new UserId(Guid.Empty), "", Guid.NewGuid(), [], new Money(40_00, Currency.Rub)));

        Assert.Equal(40_00, (await _buyer.GetAsync($"orders/{order}").Json(200)).GetProperty("refunded").GetProperty("amount").GetInt64());
    }

    private async Task Ship(Guid order, Guid part)
    {
        var (shipment, of, id) = (new ShipmentId(Guid.NewGuid()), new SellerOrderId(part), new OrderId(order));
        await Tell(new ShipmentUpdated(shipment, of, id, "HANDED_OVER", "local", "T-1", [new LineUnits(1, null, 1)], DateTimeOffset.UtcNow));
        await Tell(new ShipmentDelivered(shipment, of, id, [new LineUnits(1, null, 1)], DateTimeOffset.UtcNow));
    }

    private async Task Tell<T>(T happened) where T : Ports.IEvent
    {
        await using var scope = shopping.Host.Services.CreateAsyncScope();
        foreach (var reaction in scope.ServiceProvider.GetServices<IReaction<T>>().Where(r => Innermost(r).Namespace == "Marketplace.Application.Orders"))
            Assert.True((await reaction.Handle(happened, CancellationToken.None)).IsOk);
    }

    private static Type Innermost(object reaction) => reaction is IDecorated decorated ? Innermost(decorated.Inner) : reaction.GetType();

    private async Task<SellerOrderFacts> Facts(Guid part)
    {
        await using var scope = shopping.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ISellerOrders>().Find(new SellerOrderId(part), CancellationToken.None))!;
    }

    private async Task<List<string>> Announced(Guid subject)
    {
        await using var command = shopping.Host.Database.CreateCommand("SELECT type FROM transport.outbox WHERE subject = $1 ORDER BY seq");
        command.Parameters.Add(new() { Value = subject });
        var types = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) types.Add(reader.GetString(0));
        return types;
    }

    private Task<HttpResponseMessage> Patch(string path, string tag, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return _buyer.SendAsync(request);
    }

    private static object Home(string city) => new { country = "RU", city, street = "Lenina 5", recipientName = "Anna K", phone = "+79161234567" };

    private static Guid Id(JsonElement json) => json.GetProperty("id").GetGuid();

    private static IEnumerable<string> Numbers(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("number").GetString()!);
}
