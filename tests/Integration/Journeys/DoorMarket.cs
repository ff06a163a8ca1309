using System.Text.Json;
using Marketplace.Client;
using Marketplace.Kernel;
using Marketplace.Lab;
using Xunit;
using static Marketplace.Tests.Integration.Shipping.ParcelMarket;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>A market of two shops whose buyers pay at the door, with somebody of finance at hand.</summary>
internal sealed class DoorMarket : IAsyncDisposable
{
    private readonly HttpClient _http;

    private DoorMarket(TestHost host, HttpClient http, LabMarket market)
    {
        (Host, _http, Market) = (host, http, market);
        Buyer = host.Anyone(Guid.NewGuid().ToString("N"));
        Finance = host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
    }

    public TestHost Host { get; }

    public LabMarket Market { get; }

    public HttpClient Buyer { get; }

    public HttpClient Finance { get; }

    public static async Task<DoorMarket> Open()
    {
        var host = await TestHost.Start(new Dictionary<string, string?>
        {
            ["Identity:FirstAdmin:Email"] = "admin@demo.test", ["Identity:FirstAdmin:Password"] = HostProcess.AdminPassword,
            ["Market:Money:Reserve"] = "0", ["Market:CashOnDelivery:Enabled"] = "true", ["Market:CashOnDelivery:Limits:RUB"] = "200000",
        });
        var http = MarketplaceApi.Connect(new Uri(host.Api, "/"));
        return new DoorMarket(host, http, await LabMarket.Build(http, shops: 2, productsPerShop: 1, onHand: 30));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Buyer.Dispose();
        Finance.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A part of one offer that its seller has accepted.</summary>
    public async Task<(Guid Order, Guid Part, HttpClient Seller)> Accepted(LabOffer offer, int quantity)
    {
        var order = await Place((offer, quantity));
        var seller = SellerOf(offer);
        var part = PartOf(await Read(Buyer, $"orders/{order}"), offer);
        await Send(seller, $"seller/orders/{part}/accept", null, 200);
        return (order, part, seller);
    }

    public static Guid PartOf(JsonElement order, LabOffer offer) => Part(order, offer).GetProperty("id").GetGuid();

    public static long PartTotal(JsonElement order, LabOffer offer) => Part(order, offer).GetProperty("total").GetProperty("amount").GetInt64();

    public static JsonElement Part(JsonElement order, LabOffer offer) =>
        order.GetProperty("sellerOrders").EnumerateArray().Single(p => p.GetProperty("shopId").GetGuid() == offer.Shop);

    public static async Task<long> Due(HttpClient seller, Guid parcel)
    {
        var cash = (await Read(seller, $"shipments/{parcel}")).GetProperty("cash");
        Assert.Equal("DUE", cash.GetProperty("state").GetString());
        return cash.GetProperty("due").GetProperty("amount").GetInt64();
    }

    public static async Task<Guid> Packed(HttpClient seller, Guid part, string carrier, int quantity) => (await Send(
        seller, "shipments",
        new { sellerOrderId = part, carrier, service = "courier", from = Home, lines = new[] { new { line = 1, quantity } } }, 201))
        .GetProperty("id").GetGuid();

    public static object Money(long minor) => new { amount = minor, currency = "RUB" };

    public static async Task<List<JsonElement>> Items(HttpClient client, string path) =>
        [.. (await Read(client, path)).GetProperty("items").EnumerateArray()];

    public HttpClient SellerOf(LabOffer offer) => Host.AsSeller(UserId.New(DateTimeOffset.UtcNow), new ShopId(offer.Shop));

    public async Task BringByCourier(HttpClient courier, HttpClient seller, Guid order, Guid parcel, long due)
    {
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        var task = await AtTheDoor(courier, seller, parcel);
        var codes = await Items(Buyer, $"orders/{order}/delivery-codes");
        var code = codes.Single(c => c.GetProperty("shipment").GetGuid() == parcel).GetProperty("code").GetString();

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

    public async Task<string> AtTheDoor(HttpClient courier, HttpClient seller, Guid parcel)
    {
        // Who begins a shift while a task is being made may not be asked before the next round.
        await Host.Settle();
        await Send(courier, "courier/shifts", null, 200);
        await Host.Settle();
        var offered = Assert.Single(await Items(courier, "courier/tasks"));
        var task = $"courier/tasks/{offered.GetProperty("id").GetString()}";
        await Send(courier, $"{task}/accept", null, 200);
        await Send(courier, $"{task}/arrive", null, 200);
        var code = (await Read(seller, $"shipments/{parcel}")).GetProperty("pickupCode").GetString();
        await Send(courier, $"{task}/pick-up", new { code }, 200);
        await Send(courier, $"{task}/arrive", null, 200);
        return task;
    }

    public static async Task BringOwn(HttpClient seller, Guid parcel, long due)
    {
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        await Send(seller, $"shipments/{parcel}/handover", null, 200);
        Assert.Equal("cash-not-collected", (await Send(seller, $"shipments/{parcel}/delivered", null, 409)).GetProperty("code").GetString());
        await Send(seller, $"shipments/{parcel}/collect-cash", new { amount = Money(due), method = "QR" }, 200);
        await Send(seller, $"shipments/{parcel}/delivered", null, 200);
    }

    public async Task HandIn(HttpClient ivan, UserId courier, long held)
    {
        var open = Assert.Single(await Items(Finance, "finance/cash/open"));
        Assert.Equal((courier.Value, held), (open.GetProperty("courierId").GetGuid(), open.GetProperty("open")[0].GetProperty("amount").GetInt64()));
        object Brought(long minor, string receipt) => new { courierId = courier.Value, amount = Money(minor), receipt };

        var over = await Send(Finance, "finance/cash/hand-ins", Brought(held + 1, "T-1"), 422);
        Assert.Equal("cash-more-than-held", over.GetProperty("code").GetString());
        await Send(Finance, "finance/cash/hand-ins", new { amount = Money(1), receipt = "T-1" }, 422);
        await Send(Finance, "finance/cash/hand-ins", Brought(held - 1, "T-1"), 201);
        Assert.Equal("cash-receipt-used", (await Send(Finance, "finance/cash/hand-ins", Brought(1, "T-1"), 409)).GetProperty("code").GetString());
        await Send(Finance, "finance/cash/hand-ins", Brought(1, "T-2"), 201);
        await Send(Finance, "finance/cash/hand-ins", Brought(1, "T-3"), 422);
        Assert.Empty(await Items(Finance, "finance/cash/open"));
        Assert.Equal(2, (await Items(Finance, $"finance/cash/hand-ins?courierId={courier}")).Count);
        Assert.Empty((await Read(ivan, "courier/cash")).GetProperty("open").EnumerateArray());
    }

    public static async Task Profile(MarketplaceApi owner, string carrier, bool cash, int status)
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

    public async Task<Guid> Place(params (LabOffer Offer, int Quantity)[] lines)
    {
        var order = await Send(Buyer, $"checkouts/{await Checkout(Buyer, lines)}/place", AtTheDoorBody, 201);
        await Host.Settle();
        return order.GetProperty("id").GetGuid();
    }

    public async Task<JsonElement> Refused(params (LabOffer Offer, int Quantity)[] lines)
    {
        using var stranger = Host.Anyone(Guid.NewGuid().ToString("N"));
        return await Send(stranger, $"checkouts/{await Checkout(stranger, lines)}/place", AtTheDoorBody, 422);
    }

    public static object AtTheDoorBody => new { payment = new { provider = "cash", method = "on_delivery" } };

    public async Task<Guid> Checkout(HttpClient buyer, (LabOffer Offer, int Quantity)[] lines)
    {
        foreach (var (offer, quantity) in lines) await Send(buyer, "cart/items", new { offerId = offer.Offer, quantity }, 200);
        return (await Send(buyer, "checkouts", new { address = Orders.Journey.Address }, 201)).GetProperty("id").GetGuid();
    }

    public async Task<(string? Status, long Captured)> Payment(Guid order)
    {
        var payment = (await Read(Buyer, $"orders/{order}/payment")).GetProperty("payment");
        return (payment.GetProperty("status").GetString(), payment.GetProperty("captured").GetProperty("amount").GetInt64());
    }

    public async Task<long> Balance(string account)
    {
        var found = (await Items(Finance, $"finance/ledger?prefix={account}")).SingleOrDefault(a => a.GetProperty("account").GetString() == account);
        return found.ValueKind == JsonValueKind.Undefined ? 0 : found.GetProperty("balance").GetProperty("amount").GetInt64();
    }

    public async Task BooksBalance()
    {
        var trial = await Read(Finance, "finance/ledger/trial-balance");
        Assert.True(trial.GetProperty("balanced").GetBoolean(), trial.ToString());
        var faults = await CrashCounts.All(Host.Database, [], 30);
        Assert.Equal(0, faults["currencies whose ledger does not sum to zero"] + faults["postings out of balance"] + faults["dead letters"]);
    }
}
