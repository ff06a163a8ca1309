using System.Net.Http.Json;
using Xunit;

namespace Marketplace.Tests.Integration.Orders;

[Collection(nameof(Shopping))]
public sealed class CashCheckoutTests(Shopping shopping)
{
    [Fact]
    public async Task A_market_that_does_not_offer_it_refuses_paying_at_the_door_and_names_the_field()
    {
        using var buyer = shopping.Host.Anyone(Guid.NewGuid().ToString("N"));
        await buyer.Add(shopping.Offer(Shopping.NewShop(), 100_00), 1);
        var checkout = await buyer.Checkout();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"checkouts/{checkout}/place")
        {
            Content = JsonContent.Create(new { payment = new { provider = "cash", method = "on_delivery" } }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var refusal = await buyer.SendAsync(request).Json(422);

        Assert.Equal("cash-not-offered", refusal.GetProperty("code").GetString());
        Assert.Contains("/payment/provider", refusal.ToString(), StringComparison.Ordinal);
        Assert.False(shopping.Holds(checkout));
    }
}
