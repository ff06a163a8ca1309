using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Client;
using Marketplace.Lab;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

public sealed class LastUnitTests
{
    private const int Buyers = 200;
    private static readonly int Rounds = Environment.GetEnvironmentVariable("MARKETPLACE_LONG") == "1" ? 100 : 10;

    [Fact]
    public async Task Of_two_hundred_buyers_of_the_last_unit_one_gets_it_and_the_others_are_told()
    {
        await using var host = await TestHost.Start(PlaceCalls.Settings);
        using var http = MarketplaceApi.Connect(new Uri(host.Api, "/"));
        var market = await LabMarket.Build(http, shops: 1, productsPerShop: Rounds / 2, onHand: 1);

        var answers = new Dictionary<string, int>();
        foreach (var offer in market.Offers)
        {
            var checkouts = await Open(http, offer.Offer);

            var round = await Task.WhenAll(checkouts.Select(c => http.Place(c.Visitor, c.Checkout, $"last-{c.Checkout:N}")));

            foreach (var answer in round) answers[answer.Told] = answers.GetValueOrDefault(answer.Told) + 1;
            Assert.Equal(1, round.Count(a => a.Status == 201));
            Assert.All(round.Where(a => a.Status != 201), a => Assert.Equal("409 stock-insufficient", a.Told));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{market.Offers.Count} rounds of {Buyers}: {string.Join(", ", answers.Select(a => $"{a.Value} × {a.Key}"))}");
        Assert.Equal(market.Offers.Count, await host.Count("SELECT count(*) FROM orders.orders"));
        Assert.Equal(0, await host.Count("SELECT count(*) FROM catalog.stock WHERE on_hand < 0 OR reserved > on_hand"));
    }

    private static async Task<(string Visitor, Guid Checkout)[]> Open(HttpClient http, Guid offer)
    {
        var opened = new (string Visitor, Guid Checkout)[Buyers];
        await Parallel.ForAsync(0, Buyers, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) =>
        {
            var buyer = new MarketplaceApi(http) { CartToken = Guid.NewGuid().ToString("N") };
            opened[n] = (buyer.CartToken, await buyer.BuyNow(offer));
        });
        return opened;
    }
}

/// <summary>Calls that place an order, with all that the answer says.</summary>
internal static class PlaceCalls
{
    public static readonly Dictionary<string, string?> Settings = new()
    {
        ["Identity:FirstAdmin:Email"] = "admin@demo.test", ["Identity:FirstAdmin:Password"] = HostProcess.AdminPassword,
    };

    private static readonly object Address = new
    {
        country = "RU", city = "Moscow", street = "Tverskaya 1", recipientName = "Anna K", phone = "+79161234567", postalCode = "101000",
    };

    /// <summary>Opens a checkout over one unit.</summary>
    public static async Task<Guid> BuyNow(this MarketplaceApi buyer, Guid offer) =>
        (await buyer.Post("checkouts/buy-now", new { offerId = offer, quantity = 1, address = Address })).GetProperty("id").GetGuid();

    /// <summary>Places a checkout under a key.</summary>
    public static async Task<Placed> Place(this HttpClient http, string visitor, Guid checkout, string key, string token = "tok_ok")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"checkouts/{checkout}/place")
        {
            Content = JsonContent.Create(new { payment = new { provider = "sandbox", method = "card", token } }),
        };
        request.Headers.Add("X-Cart-Token", visitor);
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        var replayed = response.Headers.TryGetValues("Idempotency-Replayed", out var said) && said.Single() == "true";
        return new Placed((int)response.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString()! : "", body, replayed);
    }

    /// <summary>A number out of the host's database.</summary>
    public static async Task<long> Count(this TestHost host, string sql)
    {
        await using var command = host.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>An answer to a call that places.</summary>
    internal sealed record Placed(int Status, string Code, JsonElement Body, bool Replayed)
    {
        /// <summary>Status and code.</summary>
        public string Told => $"{Status} {Code}".Trim();

        /// <summary>The order.</summary>
        public Guid Order => Body.GetProperty("id").GetGuid();
    }
}
