using System.Text.Json;
using Marketplace.Client;
using Marketplace.Kernel;
using Marketplace.Lab;
using Xunit;
using static Marketplace.Tests.Integration.Shipping.ParcelMarket;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>Orders paid at the door, through every context over HTTP.</summary>
public sealed class CashOnDeliveryTests : IAsyncLifetime
{
    private readonly string _cart = Guid.NewGuid().ToString("N");
    private TestHost _host = null!;
    private HttpClient _http = null!;
    private LabMarket _market = null!;
    private HttpClient _buyer = null!;
    private HttpClient _finance = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(new Dictionary<string, string?>
        {
            ["Identity:FirstAdmin:Email"] = "admin@demo.test", ["Identity:FirstAdmin:Password"] = HostProcess.AdminPassword,
            ["Market:Money:Reserve"] = "0", ["Market:CashOnDelivery:Enabled"] = "true", ["Market:CashOnDelivery:Limits:RUB"] = "200000",
        });
        _http = MarketplaceApi.Connect(new Uri(_host.Api, "/"));
        _market = await LabMarket.Build(_http, shops: 2, productsPerShop: 1, onHand: 30);
        _buyer = _host.Anyone(_cart);
        _finance = _host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _buyer.Dispose();
        _finance.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Two_parcels_of_one_seller_are_paid_at_the_door_while_the_other_seller_declines()
    {
        var (first, second) = (_market.Offers[0], _market.Offers[^1]);
        var order = await Place((first, 3), (second, 1));
        var placed = await Read(_buyer, $"orders/{order}");
        using var seller = SellerOf(first);
        using var other = SellerOf(second);
        var part = PartOf(placed, first);

        Assert.Equal("confirmed", placed.GetProperty("status").GetString());
        Assert.All(placed.GetProperty("sellerOrders").EnumerateArray(), p => Assert.Equal("NEW", p.GetProperty("state").GetString()));
        Assert.Equal("cash", placed.GetProperty("paymentMethod").GetProperty("provider").GetString());
        Assert.Equal(("AUTHORIZED", 0), await Payment(order));
        var early = new { sellerOrderId = part, lines = new[] { new { line = 1, quantity = 1 } }, reason = "x" };
        Assert.Equal("cash-not-collected", (await Send(_finance, "refunds", early, 409)).GetProperty("code").GetString());

        await Send(other, $"seller/orders/{PartOf(placed, second)}/decline", new { reason = "shortage" }, 200);
        await Send(seller, $"seller/orders/{part}/accept", null, 200);
        await _host.Settle();
        Assert.Empty(await Items(_finance, "finance/ledger/postings"));
        Assert.Empty(await Items(_finance, $"refunds?orderId={order}"));
        Assert.Equal("processing", (await Read(_buyer, $"orders/{order}")).GetProperty("status").GetString());

        await Send(seller, "shipments", new { sellerOrderId = part, carrier = "post", service = "parcel" }, 422);
        var fleet = await Packed(seller, part, "local", 1);
        var own = await Packed(seller, part, "self", 2);
        await _host.Settle();
        var (byCourier, byShop) = (await Due(seller, fleet), await Due(seller, own));
        Assert.Equal(PartTotal(placed, first), byCourier + byShop);
        Assert.Empty(await Items(_finance, "finance/ledger/postings"));

        var courier = UserId.New(DateTimeOffset.UtcNow);
        using var ivan = _host.As(courier, "courier");
        await BringByCourier(ivan, seller, order, fleet, byCourier);
        await BringOwn(seller, own, byShop);
        await _host.Settle();

        Assert.Equal("delivered", (await Read(_buyer, $"orders/{order}")).GetProperty("status").GetString());
        Assert.Equal(("CAPTURED", byCourier + byShop), await Payment(order));
        Assert.Equal(byCourier, await Balance($"courier:{courier}"));
        Assert.Equal(byShop, await Balance($"seller:{first.Shop}:receivable"));
        Assert.Equal(byCourier + byShop, await Balance($"escrow:{part}"));
        Assert.Equal(0, await Balance($"seller:{first.Shop}:available"));

        await Send(_buyer, $"orders/{order}/confirm-receipt", null, 200);
        await _host.Settle();
        Assert.Equal(0, await Balance($"escrow:{part}"));
        Assert.Equal(0, await Balance($"seller:{first.Shop}:receivable"));
        Assert.True(await Balance($"seller:{first.Shop}:available") > 0);

        await HandIn(ivan, courier, byCourier);
        Assert.Equal(byCourier, await Balance("provider:cash"));
        await BooksBalance();
    }

    [Fact]
    public async Task A_refund_after_delivery_is_paid_from_the_till_and_the_books_balance()
    {
        var offer = _market.Offers[0];
        var order = await Place((offer, 2));
        using var seller = SellerOf(offer);
        var part = PartOf(await Read(_buyer, $"orders/{order}"), offer);
        await Send(seller, $"seller/orders/{part}/accept", null, 200);
        var parcel = await Packed(seller, part, "self", 2);
        await _host.Settle();
        var due = await Due(seller, parcel);
        await BringOwn(seller, parcel, due);
        await _host.Settle();
        await Send(_buyer, $"orders/{order}/confirm-receipt", null, 200);
        await _host.Settle();

        var asked = await Send(
            _finance, "refunds", new { sellerOrderId = part, lines = new[] { new { line = 1, quantity = 2 } }, reason = "came back" }, 201);
        var refund = asked.GetProperty("id").GetString();
        var waiting = await Read(_finance, $"refunds/{refund}");
        await Send(_finance, $"refunds/{refund}/mark-paid", new { reference = "till 7", fromTill = true }, 204);
        await Send(_finance, $"refunds/{refund}/mark-paid", new { reference = "till 7", fromTill = true }, 409);
        await _host.Settle();

        var paid = waiting.GetProperty("amount").GetProperty("amount").GetInt64();
        Assert.Equal("MANUAL", waiting.GetProperty("status").GetString());
        Assert.Equal("SUCCEEDED", (await Read(_finance, $"refunds/{refund}")).GetProperty("status").GetString());
        Assert.Equal(-paid, await Balance("provider:cash"));
        Assert.Equal(paid, (await Read(_buyer, $"orders/{order}")).GetProperty("refunded").GetProperty("amount").GetInt64());
        Assert.Equal(("PARTIALLY_REFUNDED", due), await Payment(order));
        await BooksBalance();
    }

    [Fact]
    public async Task A_cancelled_order_voids_the_promise_and_posts_nothing()
    {
        var order = await Place((_market.Offers[0], 2), (_market.Offers[^1], 1));

        await Send(_buyer, $"orders/{order}/cancel", null, 200);
        await _host.Settle();

        var seen = await Read(_buyer, $"orders/{order}");
        Assert.Equal(("cancelled", 0), (seen.GetProperty("status").GetString(), seen.GetProperty("refunded").GetProperty("amount").GetInt64()));
        Assert.Equal(("CANCELLED", 0), await Payment(order));
        Assert.Empty(await Items(_finance, $"refunds?orderId={order}"));
        Assert.Empty(await Items(_finance, "finance/ledger/postings"));
        await BooksBalance();
    }

    [Fact]
    public async Task A_buyer_who_does_not_pay_gets_nothing_and_owes_nothing()
    {
        var offer = _market.Offers[0];
        var order = await Place((offer, 1));
        using var seller = SellerOf(offer);
        var part = PartOf(await Read(_buyer, $"orders/{order}"), offer);
        await Send(seller, $"seller/orders/{part}/accept", null, 200);
        var parcel = await Packed(seller, part, "local", 1);
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        using var ivan = _host.As(UserId.New(DateTimeOffset.UtcNow), "courier");
        var task = await AtTheDoor(ivan, seller, parcel);

        await Send(ivan, $"{task}/fail", new { reason = "refused" }, 200);
        await Send(seller, $"shipments/{parcel}/returned", null, 200);
        await _host.Settle();

        Assert.Equal("returned", (await Read(_buyer, $"orders/{order}")).GetProperty("status").GetString());
        Assert.Equal(("CANCELLED", 0), await Payment(order));
        Assert.Empty(await Items(_finance, "finance/ledger/postings"));
        await BooksBalance();
    }

    [Fact]
    public async Task A_waived_parcel_is_delivered_and_paid_by_the_platform()
    {
        var offer = _market.Offers[0];
        var order = await Place((offer, 1));
        using var seller = SellerOf(offer);
        var part = PartOf(await Read(_buyer, $"orders/{order}"), offer);
        await Send(seller, $"seller/orders/{part}/accept", null, 200);
        var parcel = await Packed(seller, part, "self", 1);
        await _host.Settle();
        var due = await Due(seller, parcel);
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        await Send(seller, $"shipments/{parcel}/handover", null, 200);

        await Send(_finance, $"shipments/{parcel}/waive-cash", new { reason = "our mistake" }, 204);
        await Send(seller, $"shipments/{parcel}/delivered", null, 200);
        await _host.Settle();

        Assert.Equal(due, await Balance($"escrow:{part}"));
        Assert.Equal(due, await Balance("platform:promo"));
        Assert.Equal(("CANCELLED", 0), await Payment(order));
        await BooksBalance();
    }

    [Fact]
    public async Task Orders_that_are_too_big_or_delivered_by_somebody_who_takes_no_money_are_refused_by_field_and_rule()
    {
        var offer = _market.Offers[0];
        var big = await Refused((offer, 25));
        var owner = _market.Owners[offer.Shop];
        await Profile(owner, "post", cash: true, 422);
        await Profile(owner, "post", cash: false, 201);
        var carried = await Refused((offer, 1));

        Assert.Equal(("cash-above-limit", 200_000), (big.GetProperty("code").GetString(), big.GetProperty("limit").GetProperty("amount").GetInt64()));
        Assert.Equal("cash-not-deliverable", carried.GetProperty("code").GetString());
        Assert.Contains("/payment/provider", carried.ToString(), StringComparison.Ordinal);
        Assert.Contains(await Items(_buyer, "payments/methods"), m => m.GetProperty("provider").GetString() == "cash");
    }

    private static Guid PartOf(JsonElement order, LabOffer offer) => Part(order, offer).GetProperty("id").GetGuid();

    private static long PartTotal(JsonElement order, LabOffer offer) => Part(order, offer).GetProperty("total").GetProperty("amount").GetInt64();

    private static JsonElement Part(JsonElement order, LabOffer offer) =>
        order.GetProperty("sellerOrders").EnumerateArray().Single(p => p.GetProperty("shopId").GetGuid() == offer.Shop);

    private static async Task<long> Due(HttpClient seller, Guid parcel)
    {
        var cash = (await Read(seller, $"shipments/{parcel}")).GetProperty("cash");
        Assert.Equal("DUE", cash.GetProperty("state").GetString());
        return cash.GetProperty("due").GetProperty("amount").GetInt64();
    }

    private static async Task<Guid> Packed(HttpClient seller, Guid part, string carrier, int quantity) => (await Send(
        seller, "shipments",
        new { sellerOrderId = part, carrier, service = "courier", from = Home, lines = new[] { new { line = 1, quantity } } }, 201))
        .GetProperty("id").GetGuid();

    private static object Money(long minor) => new { amount = minor, currency = "RUB" };

    private static async Task<List<JsonElement>> Items(HttpClient client, string path) =>
        [.. (await Read(client, path)).GetProperty("items").EnumerateArray()];

    private HttpClient SellerOf(LabOffer offer) => _host.AsSeller(UserId.New(DateTimeOffset.UtcNow), new ShopId(offer.Shop));

    private async Task BringByCourier(HttpClient courier, HttpClient seller, Guid order, Guid parcel, long due)
    {
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        var task = await AtTheDoor(courier, seller, parcel);
        var codes = await Items(_buyer, $"orders/{order}/delivery-codes");
        var code = codes.Single(c => c.GetProperty("shipmentId").GetGuid() == parcel).GetProperty("code").GetString();

        Assert.Equal("cash-not-collected", (await Send(courier, $"{task}/deliver", new { code }, 409)).GetProperty("code").GetString());
        foreach (var wrong in new[] { due - 1, due + 1 })
        {
            var refusal = await Send(courier, $"{task}/collect-cash", new { amount = Money(wrong) }, 422);
            Assert.Equal("cash-amount-differs", refusal.GetProperty("code").GetString());
        }

        await Send(courier, $"{task}/collect-cash", new { amount = Money(due), method = "SHELLS" }, 422);
        var taken = await Send(courier, $"{task}/collect-cash", new { amount = Money(due), method = "CASH", fiscalReceipt = "FD 1" }, 200);
        Assert.Equal("COLLECTED", taken.GetProperty("cash").GetProperty("state").GetString());
        await Send(courier, $"{task}/collect-cash", new { amount = Money(due) }, 409);
        Assert.Equal("cash-collected", (await Send(courier, $"{task}/fail", new { reason = "refused" }, 409)).GetProperty("code").GetString());
        await Send(courier, $"{task}/deliver", new { code }, 200);
    }

    private async Task<string> AtTheDoor(HttpClient courier, HttpClient seller, Guid parcel)
    {
        await Send(courier, "courier/shifts", null, 200);
        await _host.Settle();
        var offered = Assert.Single(await Items(courier, "courier/tasks"));
        var task = $"courier/tasks/{offered.GetProperty("id").GetString()}";
        await Send(courier, $"{task}/accept", null, 200);
        await Send(courier, $"{task}/arrive", null, 200);
        var code = (await Read(seller, $"shipments/{parcel}")).GetProperty("pickupCode").GetString();
        await Send(courier, $"{task}/pick-up", new { code }, 200);
        await Send(courier, $"{task}/arrive", null, 200);
        return task;
    }

    private static async Task BringOwn(HttpClient seller, Guid parcel, long due)
    {
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        await Send(seller, $"shipments/{parcel}/handover", null, 200);
        Assert.Equal("cash-not-collected", (await Send(seller, $"shipments/{parcel}/delivered", null, 409)).GetProperty("code").GetString());
        await Send(seller, $"shipments/{parcel}/collect-cash", new { amount = Money(due), method = "QR" }, 200);
        await Send(seller, $"shipments/{parcel}/delivered", null, 200);
    }

    private async Task HandIn(HttpClient ivan, UserId courier, long held)
    {
        var open = Assert.Single(await Items(_finance, "finance/cash/open"));
        Assert.Equal((courier.Value, held), (open.GetProperty("courierId").GetGuid(), open.GetProperty("open")[0].GetProperty("amount").GetInt64()));
        object Brought(long minor, string receipt) => new { courierId = courier.Value, amount = Money(minor), receipt };

        var over = await Send(_finance, "finance/cash/hand-ins", Brought(held + 1, "T-1"), 422);
        Assert.Equal("cash-more-than-held", over.GetProperty("code").GetString());
        await Send(_finance, "finance/cash/hand-ins", new { amount = Money(1), receipt = "T-1" }, 422);
        await Send(_finance, "finance/cash/hand-ins", Brought(held - 1, "T-1"), 201);
        Assert.Equal("cash-receipt-used", (await Send(_finance, "finance/cash/hand-ins", Brought(1, "T-1"), 409)).GetProperty("code").GetString());
        await Send(_finance, "finance/cash/hand-ins", Brought(1, "T-2"), 201);
        await Send(_finance, "finance/cash/hand-ins", Brought(1, "T-3"), 422);
        Assert.Empty(await Items(_finance, "finance/cash/open"));
        Assert.Equal(2, (await Items(_finance, $"finance/cash/hand-ins?courierId={courier}")).Count);
        Assert.Empty((await Read(ivan, "courier/cash")).GetProperty("open").EnumerateArray());
    }

    private static async Task Profile(MarketplaceApi owner, string carrier, bool cash, int status)
    {
        var tariff = new
        {
            carrier, service = "parcel", name = "Parcel", payee = "SELLER", minDays = 1, maxDays = 3, cashOnDelivery = cash,
            steps = new[] { new { upToGrams = 50_000, price = Money(100_00) } },
        };
        var body = new { name = "P", zones = new[] { new { name = "RU", areas = new[] { new { country = "RU", region = "", city = "" } }, tariffs = new[] { tariff } } } };
        try
        {
            await owner.Post("seller/delivery-profiles", body);
            Assert.Equal(201, status);
        }
        catch (ApiRefusedException refused)
        {
            Assert.Equal(status, (int)refused.Status);
        }
    }

    private async Task<Guid> Place(params (LabOffer Offer, int Quantity)[] lines)
    {
        var order = await Send(_buyer, $"checkouts/{await Checkout(lines)}/place", AtTheDoorBody, 201);
        await _host.Settle();
        return order.GetProperty("id").GetGuid();
    }

    private async Task<JsonElement> Refused(params (LabOffer Offer, int Quantity)[] lines)
    {
        var refusal = await Send(_buyer, $"checkouts/{await Checkout(lines)}/place", AtTheDoorBody, 422);
        using var empty = await _buyer.DeleteAsync("cart");
        return refusal;
    }

    private static object AtTheDoorBody => new { payment = new { provider = "cash", method = "on_delivery" } };

    private async Task<Guid> Checkout((LabOffer Offer, int Quantity)[] lines)
    {
        foreach (var (offer, quantity) in lines) await Send(_buyer, "cart/items", new { offerId = offer.Offer, quantity }, 200);
        return (await Send(_buyer, "checkouts", new { address = Orders.Journey.Address }, 201)).GetProperty("id").GetGuid();
    }

    private async Task<(string? Status, long Captured)> Payment(Guid order)
    {
        var payment = (await Read(_buyer, $"orders/{order}/payment")).GetProperty("payment");
        return (payment.GetProperty("status").GetString(), payment.GetProperty("captured").GetProperty("amount").GetInt64());
    }

    private async Task<long> Balance(string account)
    {
        var found = (await Items(_finance, $"finance/ledger?prefix={account}")).SingleOrDefault(a => a.GetProperty("account").GetString() == account);
        return found.ValueKind == JsonValueKind.Undefined ? 0 : found.GetProperty("balance").GetProperty("amount").GetInt64();
    }

    private async Task BooksBalance()
    {
        var trial = await Read(_finance, "finance/ledger/trial-balance");
        Assert.True(trial.GetProperty("balanced").GetBoolean(), trial.ToString());
        var faults = await CrashCounts.All(_host.Database, [], 30);
        Assert.Equal(0, faults["currencies whose ledger does not sum to zero"] + faults["postings out of balance"] + faults["dead letters"]);
    }
}
