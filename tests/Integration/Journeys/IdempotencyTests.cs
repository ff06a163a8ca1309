using Marketplace.Client;
using Marketplace.Lab;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private readonly string _visitor = Guid.NewGuid().ToString("N");
    private TestHost _host = null!;
    private HttpClient _http = null!;
    private LabMarket _market = null!;
    private MarketplaceApi _buyer = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(PlaceCalls.Settings);
        _http = MarketplaceApi.Connect(new Uri(_host.Api, "/"));
        _market = await LabMarket.Build(_http, shops: 1, productsPerShop: 1, onHand: 1);
        _buyer = new MarketplaceApi(_http) { CartToken = _visitor };
    }

    [Fact]
    public async Task A_repeated_call_gets_the_first_answer_also_from_a_host_started_later()
    {
        var checkout = await _buyer.BuyNow(_market.Offers[0].Offer);
        var first = await _http.Place(_visitor, checkout, "idempotency-0001");

        var again = await _http.Place(_visitor, checkout, "idempotency-0001");
        await using var later = await TestHost.Start(PlaceCalls.Settings, database: _host.DatabaseName);
        using var http = MarketplaceApi.Connect(new Uri(later.Api, "/"));
        var afterwards = await http.Place(_visitor, checkout, "idempotency-0001");

        Assert.Equal((201, false), (first.Status, first.Replayed));
        Assert.All([again, afterwards], a => Assert.Equal((201, true, first.Order), (a.Status, a.Replayed, a.Order)));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM orders.orders"));
    }

    [Fact]
    public async Task A_key_used_with_another_body_is_refused_and_changes_nothing()
    {
        var checkout = await _buyer.BuyNow(_market.Offers[0].Offer);
        var first = await _http.Place(_visitor, checkout, "idempotency-0002");

        var other = await _http.Place(_visitor, checkout, "idempotency-0002", token: "tok_slow");
        var again = await _http.Place(_visitor, checkout, "idempotency-0002");

        Assert.Equal("422 idempotency-key-reused", other.Told);
        Assert.Equal((201, first.Order), (again.Status, again.Order));
    }

    [Fact]
    public async Task Twenty_calls_at_once_with_one_key_make_one_order()
    {
        var checkout = await _buyer.BuyNow(_market.Offers[0].Offer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _http.Place(_visitor, checkout, "idempotency-0003")));

        Assert.All(answers, a => Assert.True(a.Status == 201 || a.Told == "409 request-in-progress", a.Told));
        Assert.Single(answers, a => a is { Status: 201, Replayed: false });
        Assert.Single(answers.Where(a => a.Status == 201).Select(a => a.Order).Distinct());
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM orders.orders"));
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        var offer = _market.Offers[0].Offer;
        var checkout = await _buyer.BuyNow(offer);
        var faster = Guid.NewGuid().ToString("N");
        var other = await new MarketplaceApi(_http) { CartToken = faster }.BuyNow(offer);
        Assert.Equal(201, (await _http.Place(faster, other, "idempotency-0004")).Status);

        var refused = await _http.Place(_visitor, checkout, "idempotency-0005");
        await _market.Owners.Values.Single().Post("seller/stock/batch", new { items = new[] { new { offerId = offer, onHand = 3 } } });
        var accepted = await _http.Place(_visitor, checkout, "idempotency-0005");

        Assert.Equal("409 stock-insufficient", refused.Told);
        Assert.Equal((201, false), (accepted.Status, accepted.Replayed));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }
}
