using Marketplace.Client;
using Marketplace.Lab;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

public sealed class WholePurchaseTests
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Identity:FirstAdmin:Email"] = "admin@demo.test", ["Identity:FirstAdmin:Password"] = HostProcess.AdminPassword,
        ["Market:Money:Reserve"] = "0",
    };

    [Fact]
    public async Task Goods_of_two_sellers_are_bought_shipped_confirmed_and_paid_out()
    {
        await using var host = await TestHost.Start(Settings);
        using var http = MarketplaceApi.Connect(new Uri(host.Api, "/"));
        var market = await LabMarket.Build(http, shops: 2, productsPerShop: 1, onHand: 5);
        foreach (var owner in market.Owners.Values)
            await owner.Put("seller/payout-account", new { provider = "sandbox", token = "acct_ok", schedule = "DAILY" });
        var (first, second) = (market.Offers[0], market.Offers[^1]);
        var visitor = Guid.NewGuid().ToString("N");
        var buyer = new MarketplaceApi(http) { CartToken = visitor };

        var order = await LabMarket.Buy(http, [(first, 2), (second, 1)], visitor: visitor);
        var paid = await buyer.Get($"orders/{order}");
        foreach (var (shop, owner) in market.Owners) await LabMarket.Deliver(owner, shop, order);
        await host.Settle();
        var delivered = await buyer.Get($"orders/{order}");
        await buyer.Post($"orders/{order}/confirm-receipt");
        await host.Settle();
        await host.Advance(TimeSpan.FromDays(1));
        await host.Settle();

        Assert.Equal("paid", paid.GetProperty("status").GetString());
        Assert.Equal("delivered", delivered.GetProperty("status").GetString());
        Assert.Equal("completed", (await buyer.Get($"orders/{order}")).GetProperty("status").GetString());
        foreach (var owner in market.Owners.Values)
        {
            var payout = Assert.Single((await owner.Get("seller/payouts")).GetProperty("items").EnumerateArray());
            Assert.Equal("PAID", payout.GetProperty("status").GetString());
        }

        var faults = await CrashCounts.All(host.Database, [], 5);
        Assert.Equal(0, faults["currencies whose ledger does not sum to zero"] + faults["postings out of balance"] + faults["dead letters"]);
    }
}
