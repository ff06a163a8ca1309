using System.Text.Json;
using Marketplace.Client;
using Marketplace.Kernel;
using Marketplace.Lab;
using Marketplace.Ports.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>Purchases that end early, through every context: money and stock are where they belong afterwards.</summary>
public sealed class CancelledPurchaseTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private HttpClient _http = null!;
    private LabMarket _market = null!;
    private MarketplaceApi _buyer = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(new Dictionary<string, string?>
        {
            ["Identity:FirstAdmin:Email"] = "admin@demo.test", ["Identity:FirstAdmin:Password"] = HostProcess.AdminPassword,
        });
        _http = MarketplaceApi.Connect(new Uri(_host.Api, "/"));
        _market = await LabMarket.Build(_http, shops: 2, productsPerShop: 1, onHand: 10);
        _buyer = new MarketplaceApi(_http) { CartToken = Guid.NewGuid().ToString("N") };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task An_order_nobody_pays_expires_and_frees_its_stock()
    {
        var order = await Place("tok_3ds");
        Assert.Equal((9, "confirmed"), (await Available(), await Status(order)));

        await _host.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal((10, "cancelled"), (await Available(), await Status(order)));
        Assert.Equal("payment_expired", (await _buyer.Get($"orders/{order}")).GetProperty("cancelReason").GetString());
    }

    [Fact]
    public async Task A_buyer_who_leaves_before_paying_frees_the_stock()
    {
        var order = await Place("tok_3ds");

        await _buyer.Post($"orders/{order}/cancel");
        await _host.Settle();

        Assert.Equal((10, "cancelled"), (await Available(), await Status(order)));
    }

    [Fact]
    public async Task A_part_nobody_accepts_is_paid_back_and_restocked()
    {
        var order = await Place("tok_ok");
        Assert.Equal("paid", await Status(order));

        await _host.Advance(TimeSpan.FromHours(25));

        Assert.Equal((10, "cancelled"), (await Available(), await Status(order)));
        Assert.Equal((await Amount(order, "total"), 0), (await Amount(order, "refunded"), await LedgerFaults()));
    }

    [Fact]
    public async Task A_declined_unit_is_paid_back_while_the_other_is_shipped()
    {
        var order = await Place("tok_ok", quantity: 2);
        var (shop, owner) = (_market.Offers[0].Shop, _market.Owners[_market.Offers[0].Shop]);
        var part = (await _buyer.Get($"orders/{order}")).GetProperty("sellerOrders")[0];

        await owner.Post($"seller/orders/{part.GetProperty("id").GetGuid()}/decline",
            new { reason = "damaged", lines = new[] { new { number = 1, quantity = 1 } } });
        await _host.Settle();
        await LabMarket.Deliver(owner, shop, order);
        await _host.Settle();
        await _host.Advance(TimeSpan.FromHours(49));

        var line = part.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("number").GetInt32() == 1);
        var paid = line.GetProperty("amount").GetProperty("amount").GetInt64();
        Assert.Equal((9, "completed"), (await Available(), await Status(order)));
        Assert.Equal((paid / 2, 0), (await Amount(order, "refunded"), await LedgerFaults()));
    }

    private async Task<Guid> Place(string token, int quantity = 1)
    {
        await _buyer.Post("cart/items", new { offerId = _market.Offers[0].Offer, quantity });
        var address = new
        {
            country = "RU", city = "Москва", street = "Тверская, 1", recipientName = "Анна", phone = "+79001234567",
            postalCode = "101000",
        };
        var checkout = (await _buyer.Post("checkouts", new { address })).GetProperty("id").GetGuid();
        var payment = new { payment = new { provider = "sandbox", method = "card", token } };
        var order = (await _buyer.Post($"checkouts/{checkout}/place", payment, $"place-{checkout:N}")).GetProperty("id")
            .GetGuid();
        await _host.Settle();
        return order;
    }

    private async Task<string?> Status(Guid order) =>
        (await _buyer.Get($"orders/{order}")).GetProperty("status").GetString();

    private async Task<long> Amount(Guid order, string name) =>
        (await _buyer.Get($"orders/{order}")).GetProperty(name).GetProperty("amount").GetInt64();

    private async Task<int> Available()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var quotes = scope.ServiceProvider.GetRequiredService<IOfferQuotes>();
        return (await quotes.For([new OfferId(_market.Offers[0].Offer)], CancellationToken.None)).Single().Available;
    }

    private async Task<long> LedgerFaults()
    {
        var faults = await CrashCounts.All(_host.Database, [], 5);
        string[] money = ["currencies whose ledger does not sum to zero", "postings out of balance", "dead letters"];
        return money.Sum(fault => faults[fault]);
    }
}
