using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Catalog;
using Marketplace.Ports.Sellers.Messages;
using Xunit;

namespace Marketplace.Tests.Integration.Catalog;

public sealed class PublicReadTests(TestHost host)
{
    [Theory]
    [InlineData("newest")]
    [InlineData("price")]
    [InlineData("-price")]
    [InlineData("popular")]
    public async Task Pages_of_a_list_join_without_gap_or_repeat_in_every_order(string sort)
    {
        using var shop = await Shop.Open(host);
        await shop.Batch([.. Enumerable.Range(0, 17).Select(i => shop.Item($"Cup {i}", $"C{i}", price: 100 + i / 3))]);

        var (seen, prices) = (new List<Guid>(), new List<long>());
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Get($"products?category={shop.Category}&sort={sort}&limit=5&cursor={cursor}");
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                seen.Add(item.Id());
                prices.Add(item.GetProperty("price").GetProperty("amount").GetInt64());
            }

            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(17, seen.Count);
        Assert.Equal(17, seen.Distinct().Count());
        if (sort == "price") Assert.Equal(prices.Order(), prices);
        if (sort == "-price") Assert.Equal(prices.OrderDescending(), prices);
    }

    [Fact]
    public async Task A_category_lists_its_whole_subtree_and_filters_narrow_it()
    {
        using var shop = await Shop.Open(host);
        using var other = await Shop.Open(host, "Other");
        var below = await Shop.AddCategory(host, shop.Category, "Below");
        var cheap = await shop.Publish("Cheap cup", price: 100);
        await shop.Batch(new
        {
            title = "Dear cup", description = "A description that is long enough.", categoryId = below,
            variants = new[] { new { offer = new { sku = "D", price = new { amount = 900, currency = "RUB" } }, onHand = 1 } },
        });
        await other.Publish("Elsewhere");

        var all = await Get($"products?category={shop.Category}");
        var leaf = await Get($"products?category={below}");
        var priced = await Get($"products?category={shop.Category}&priceMin=50&priceMax=100");
        var shops = await Get($"products?shop={shop.Id}");

        Assert.Equal(2, all.GetProperty("items").GetArrayLength());
        Assert.Equal("Dear cup", leaf.GetProperty("items")[0].Text("title"));
        Assert.Equal(cheap.Product, Assert.Single(priced.GetProperty("items").EnumerateArray()).Id());
        Assert.Equal(2, shops.GetProperty("items").GetArrayLength());
        Assert.Equal(2, all.GetProperty("total").GetProperty("value").GetInt64());
        Assert.True(all.GetProperty("total").GetProperty("exact").GetBoolean());
    }

    [Fact]
    public async Task A_product_is_read_with_offers_and_its_etag_spares_the_body_until_something_changes()
    {
        using var shop = await Shop.Open(host, "Shop \"quoted\" & <co>");
        var made = await shop.Publish("Чашка “A” \\ \"б\"", price: 1990, onHand: 3, sku: "cup");
        using var client = host.Anyone();

        using var first = await client.GetAsync($"products/{made.Product}");
        var card = await first.Json();
        using var again = await Conditional(client, $"products/{made.Product}", first.Headers.ETag!.ToString());
        await shop.Seller.PostAsJsonAsync("seller/stock/batch", new { items = new[] { new { sku = "cup", onHand = 0 } } });
        using var changed = await Conditional(client, $"products/{made.Product}", first.Headers.ETag!.ToString());
        var sold = await changed.Json();

        Assert.Equal("Чашка “A” \\ \"б\"", card.Text("title"));
        Assert.Equal("Shop \"quoted\" & <co>", card.GetProperty("offers")[0].GetProperty("shop").Text("name"));
        Assert.Equal(3, card.GetProperty("offers")[0].GetProperty("available").GetInt32());
        Assert.True(card.GetProperty("inStock").GetBoolean());
        Assert.False(first.Headers.ETag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.False(sold.GetProperty("inStock").GetBoolean());
        Assert.Equal(made.Offer, (await Get($"products/{made.Product}/offers")).GetProperty("items")[0].Id());
    }

    [Fact]
    public async Task The_featured_offer_is_the_cheapest_that_can_be_sold()
    {
        using var shop = await Shop.Open(host, "First");
        using var rival = await Shop.Open(host, "Rival");
        var made = await shop.Publish("Shared", price: 1000, onHand: 1, sku: "mine");
        using var offered = await rival.Seller.PostAsJsonAsync("seller/offers", new
        {
            productId = made.Product, variantId = made.Variant, sku = "R", price = new { amount = 900, currency = "RUB" }, onHand = 1,
        });
        var theirs = (await offered.Json()).Id();

        var cheaper = await Listed(shop.Category);
        await rival.Seller.PostAsJsonAsync("seller/stock/batch", new { items = new[] { new { offerId = theirs, onHand = 0 } } });
        var inStock = await Listed(shop.Category);
        await rival.React(new SellerSuspended(rival.Id, "test"));
        await shop.Seller.PostAsJsonAsync("seller/stock/batch", new { items = new[] { new { sku = "mine", onHand = 0 } } });
        var soldOut = await Listed(shop.Category);

        Assert.Equal(theirs, cheaper.GetProperty("offerId").GetGuid());
        Assert.Equal(2, cheaper.GetProperty("offers").GetInt32());
        Assert.Equal(made.Offer, inStock.GetProperty("offerId").GetGuid());
        Assert.Equal(1, soldOut.GetProperty("offers").GetInt32());
        Assert.False(soldOut.GetProperty("inStock").GetBoolean());
    }

    [Fact]
    public async Task A_suspended_shop_disappears_and_comes_back_without_edits()
    {
        using var shop = await Shop.Open(host);
        var made = await shop.Publish("Cup");
        using var client = host.Anyone();

        await shop.React(new SellerSuspended(shop.Id, "test"));
        using var gone = await client.GetAsync($"products/{made.Product}");
        await shop.React(new SellerReactivated(shop.Id));
        using var back = await client.GetAsync($"products/{made.Product}");

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    [Theory]
    [InlineData("products?sort=best", 422)]
    [InlineData("products?cursor=zzz", 422)]
    [InlineData("products?limit=1000", 400)]
    [InlineData("products?priceMin=x", 400)]
    [InlineData("products?category=x", 400)]
    [InlineData("products/0199b6b4-0000-7000-8000-00000000dead", 404)]
    public async Task Bad_questions_get_problems(string path, int status)
    {
        using var client = host.Anyone();

        using var answer = await client.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private static Task<HttpResponseMessage> Conditional(HttpClient client, string path, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return client.SendAsync(request);
    }

    private async Task<JsonElement> Listed(Guid category) => (await Get($"products?category={category}")).GetProperty("items")[0];

    private async Task<JsonElement> Get(string path)
    {
        using var client = host.Anyone();
        using var answer = await client.GetAsync(path);
        return await answer.Json();
    }
}
