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
public sealed class CheckoutTests(Shopping shopping)
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
        Assert.Equal(
            4, order.GetProperty("sellerOrders").EnumerateArray().Sum(p => p.GetProperty("lines").GetArrayLength()));
        Assert.Equal(["OrderPaymentSaga Collecting", "payment CREATED"], await shopping.Begun(Id(placed)));
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
        Assert.Equal(["OrderPaymentSaga Collecting", "payment CREATED"], await shopping.Begun(checkout));
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
        Assert.Equal(
            (450_00, 470_00), (refused.GetProperty("shownAmount").GetInt64(), refused.GetProperty("newAmount").GetInt64()));
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

        var opened = await _buyer.PostAsJsonAsync(
            "checkouts/buy-now", new { offerId = shopping.Offer(_two, 70_00).Value, quantity = 2 }).Json(201);
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

        var changed = await Patch(
            $"checkouts/{checkout}", tag,
            new { deliveries = new[] { new { shopId = Shopping.Shop(_one).Value, option = "local:express" } } }).Json(200);
        await Patch($"checkouts/{checkout}", tag, new { address = Journey.Address }).Json(412);
        var unknown = await Patch(
            $"checkouts/{checkout}", "*",
            new { deliveries = new[] { new { shopId = Shopping.Shop(_one).Value, option = "dove" } } }).Json(422);

        await Patch($"checkouts/{checkout}", "*", new { deliveries = new object?[] { null } }).Json(400);

        Assert.Equal(500_00, changed.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal("delivery-option-unknown", unknown.GetProperty("code").GetString());
    }

    private Task<HttpResponseMessage> Patch(string path, string tag, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return _buyer.SendAsync(request);
    }

    private static Guid Id(JsonElement json) => json.GetProperty("id").GetGuid();
}
