using System.Net.Http.Json;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Orders;

[Collection(nameof(Shopping))]
public sealed class CartTests(Shopping shopping)
{
    private readonly int _one = Shopping.NewShop();
    private readonly int _two = Shopping.NewShop();

    [Fact]
    public async Task A_visitor_keeps_a_cart_by_token_and_sees_todays_prices_by_seller()
    {
        using var visitor = shopping.Host.Anyone("visitor-token-0001");
        var (first, second) = (shopping.Offer(_one, 100_00), shopping.Offer(_two, 50_00));
        await visitor.Add(first, 2);
        await visitor.Add(second, 1);
        shopping.Offer(_one, 120_00, existing: first);

        var cart = await visitor.GetAsync("cart").Json(200);

        Assert.Equal(290_00, cart.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal(2, cart.GetProperty("sellers").GetArrayLength());
        Assert.Equal(3, cart.GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task A_line_is_changed_and_removed_under_the_version_that_was_read()
    {
        using var visitor = shopping.Host.Anyone("visitor-token-0002");
        var offer = shopping.Offer(_one, 100_00);
        await visitor.Add(offer, 2);
        var tag = (await visitor.GetAsync("cart")).Headers.ETag!;

        await Send(visitor, HttpMethod.Patch, offer, null).Json(428);
        await Send(visitor, HttpMethod.Patch, offer, tag.Tag).Json(200);
        await Send(visitor, HttpMethod.Delete, offer, tag.Tag).Json(412);
        await Send(visitor, HttpMethod.Delete, offer, "*").Json(204);

        Assert.Equal(0, (await visitor.GetAsync("cart").Json(200)).GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task At_sign_in_the_visitors_cart_joins_the_accounts()
    {
        using var visitor = shopping.Host.Anyone("visitor-token-0003");
        using var account = shopping.Host.As(new UserId(Guid.NewGuid()), "buyer");
        account.DefaultRequestHeaders.Add("X-Cart-Token", "visitor-token-0003");
        var (shared, extra) = (shopping.Offer(_one, 100_00), shopping.Offer(_two, 50_00));
        await visitor.Add(shared, 5);
        await visitor.Add(extra, 1);
        await account.Add(shared, 2);

        var merged = await account.PostAsync("cart/merge", null).Json(200);

        Assert.Equal(6, merged.GetProperty("units").GetInt32());
        Assert.Equal(0, (await visitor.GetAsync("cart").Json(200)).GetProperty("units").GetInt32());
        Assert.Equal(6, (await account.PostAsync("cart/merge", null).Json(200)).GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task Bad_input_is_refused_with_a_problem()
    {
        using var visitor = shopping.Host.Anyone("visitor-token-0004");
        using var nobody = shopping.Host.Anyone();
        var offer = shopping.Offer(_one, 100_00);

        Assert.Equal("offer-not-found", Code(await visitor.Add(new OfferId(Guid.NewGuid()), 1, 404)));
        Assert.Equal("quantity-out-of-range", Code(await visitor.Add(offer, 1000, 422)));
        Assert.Equal("sign-in-required", Code(await nobody.Add(offer, 1, 401)));
        Assert.Equal("cart-line-not-found", Code(await Send(visitor, HttpMethod.Patch, offer, "*").Json(404)));

        static string Code(System.Text.Json.JsonElement problem) => problem.GetProperty("code").GetString()!;
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, OfferId offer, string? tag)
    {
        var request = new HttpRequestMessage(method, $"cart/items/{offer}");
        if (method == HttpMethod.Patch) request.Content = JsonContent.Create(new { quantity = 3 });
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return client.SendAsync(request);
    }
}
