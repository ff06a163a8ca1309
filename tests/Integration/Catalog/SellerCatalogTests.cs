using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Marketplace.Tests.Integration.Catalog;

public sealed class SellerCatalogTests(TestHost host)
{
    private const string Long = "A description that is long enough.";

    [Fact]
    public async Task A_card_goes_from_draft_through_rejection_to_the_public_and_off_again()
    {
        using var shop = await Shop.Open(host);
        using var anyone = host.Anyone();
        using var created = await shop.Seller.PostAsJsonAsync("seller/products", new { title = "Cup", description = "short", categoryId = shop.Category });
        var draft = await created.Json();
        var path = $"seller/products/{draft.Id()}";

        var rejected = await Act(shop, path, "submit");
        var edited = await (await shop.Seller.Patch(path, Tag(await shop.Seller.GetAsync(path)), new { description = Long })).Json();
        await shop.Seller.PostAsJsonAsync("seller/offers", new
        {
            productId = draft.Id(), variantId = draft.GetProperty("variants")[0].Id(), sku = "cup",
            price = new { amount = 500, currency = "RUB" }, onHand = 2,
        });
        var published = await Act(shop, path, "submit");
        var seen = await anyone.GetAsync($"products/{draft.Id()}");
        var hidden = await Act(shop, path, "hide");
        var unseen = await anyone.GetAsync($"products/{draft.Id()}");
        var shown = await Act(shop, path, "show");
        var archived = await Act(shop, path, "archive");
        using var again = await shop.Seller.PostAsync(path + "/submit", null);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("DRAFT", draft.Text("state"));
        Assert.Equal(["too-short", "offer-missing"], rejected.GetProperty("refusals").EnumerateArray().Select(r => r.Text("code")));
        Assert.Equal(2, edited.GetProperty("revision").GetInt32());
        Assert.Equal(["REJECTED", "PUBLISHED", "HIDDEN", "PUBLISHED", "ARCHIVED"],
            new[] { rejected, published, hidden, shown, archived }.Select(p => p.Text("state")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (seen.StatusCode, unseen.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("invalid-transition", (await again.Problem()).Text("code"));
        await using var history = host.Database.CreateCommand(
            $"SELECT string_agg(event, ' ' ORDER BY id) FROM catalog.changes WHERE subject = '{draft.Id()}' AND actor = '{shop.Owner}'");
        Assert.Equal("create submit reject submit approve hide show archive", await history.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Editing_needs_the_version_that_was_read()
    {
        using var shop = await Shop.Open(host);
        var made = await shop.Publish("Cup");
        var path = $"seller/products/{made.Product}";
        var tag = Tag(await shop.Seller.GetAsync(path));

        using var without = await shop.Seller.Patch(path, null, new { title = "Mug" });
        using var first = await shop.Seller.Patch(path, tag, new { title = "Mug" });
        using var second = await shop.Seller.Patch(path, tag, new { title = "Jug" });
        using var bad = await shop.Seller.Patch(path, Tag(first), new { title = "x" });

        Assert.Equal([428, 200, 412, 422], new[] { without, first, second, bad }.Select(a => (int)a.StatusCode));
        Assert.Equal("/title", (await bad.Problem()).GetProperty("errors")[0].Text("pointer"));
        using var anyone = host.Anyone();
        using var page = await anyone.GetAsync($"products/{made.Product}");
        Assert.Equal("Mug", (await page.Json()).Text("title"));
    }

    [Fact]
    public async Task A_merge_patch_takes_single_attributes_away_and_keeps_the_rest()
    {
        using var shop = await Shop.Open(host);
        using var created = await shop.Seller.PostAsJsonAsync("seller/products", new
        {
            title = "Cup", description = Long, categoryId = shop.Category, attributes = new { colour = "red", size = "L" },
            variants = new[] { new { attributes = new { handle = "left" } }, new { attributes = new { handle = "right" } } },
        });
        var draft = await created.Json();
        var keep = draft.GetProperty("variants")[1].Id();

        using var answer = await shop.Seller.Patch($"seller/products/{draft.Id()}", "*", new
        {
            attributes = new Dictionary<string, string?> { ["colour"] = null, ["weight"] = "1 kg" },
            variants = new object[] { new { id = keep, attributes = new { handle = "right" } }, new { attributes = new { handle = "none" } } },
        });
        var card = await answer.Json();

        Assert.Equal("""{"size":"L","weight":"1 kg"}""", card.GetProperty("attributes").GetRawText());
        Assert.Equal(keep, card.GetProperty("variants")[0].Id());
        Assert.Equal("none", card.GetProperty("variants")[1].GetProperty("attributes").Text("handle"));
    }

    [Fact]
    public async Task Another_shops_things_are_not_there()
    {
        using var shop = await Shop.Open(host);
        using var thief = await Shop.Open(host, "Thief");
        var made = await shop.Publish("Cup", sku: "cup");
        using var draft = await shop.Seller.PostAsJsonAsync("seller/products", new { title = "Cup", description = Long, categoryId = shop.Category });
        var hidden = await draft.Json();

        using var offered = await thief.Seller.PostAsJsonAsync("seller/offers", new
        {
            productId = hidden.Id(), variantId = hidden.GetProperty("variants")[0].Id(), sku = "x", price = new { amount = 5, currency = "RUB" },
        });
        var answers = new[]
        {
            await thief.Seller.GetAsync($"seller/products/{made.Product}"),
            await thief.Seller.Patch($"seller/products/{made.Product}", "*", new { title = "Mine" }),
            await thief.Seller.PostAsync($"seller/products/{made.Product}/archive", null),
            await thief.Seller.GetAsync($"seller/offers/{made.Offer}"),
            await thief.Seller.Patch($"seller/offers/{made.Offer}", "*", new { price = new { amount = 1, currency = "RUB" } }),
            offered,
        };
        var theirs = await (await thief.Seller.GetAsync("seller/offers?sku=cup")).Json();

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NotFound, a.StatusCode));
        Assert.Empty(theirs.GetProperty("items").EnumerateArray());
        using var buyer = host.As(shop.Owner, "buyer");
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync("seller/products")).StatusCode);
    }

    [Fact]
    public async Task An_offer_changes_its_price_and_its_rules_are_kept()
    {
        using var shop = await Shop.Open(host);
        var made = await shop.Publish("Cup", price: 1000, sku: "cup");
        await shop.Publish("Mug", sku: "mug");
        var path = $"seller/offers/{made.Offer}";

        using var dearer = await shop.Seller.Patch(path, Tag(await shop.Seller.GetAsync(path)), new
        {
            price = new { amount = 800, currency = "RUB" }, compareAt = new { amount = 1000, currency = "RUB" },
        });
        using var plain = await shop.Seller.Patch(path, "*", new { compareAt = (object?)null });
        using var taken = await shop.Seller.Patch(path, "*", new { sku = "mug" });
        using var foreign = await shop.Seller.Patch(path, "*", new { price = new { amount = 800, currency = "USD" } });
        using var negative = await shop.Seller.Patch(path, "*", new { price = new { amount = -1, currency = "RUB" } });
        using var untaxed = await shop.Seller.Patch(path, "*", new { taxClass = "none" });

        Assert.Equal(1000, (await dearer.Json()).GetProperty("compareAt").GetProperty("amount").GetInt64());
        Assert.False((await plain.Json()).TryGetProperty("compareAt", out _));
        Assert.Equal("sku-taken", (await taken.Problem()).Text("code"));
        Assert.Equal("/price/currency", (await foreign.Problem()).GetProperty("errors")[0].Text("pointer"));
        Assert.Equal("/price/amount", (await negative.Problem()).GetProperty("errors")[0].Text("pointer"));
        Assert.Equal("tax-class-unknown", (await untaxed.Problem()).Text("code"));
    }

    [Fact]
    public async Task A_batch_creates_updates_by_sku_and_reports_what_is_wrong()
    {
        using var shop = await Shop.Open(host);
        await shop.Batch(shop.Item("Cup", "cup", price: 100, onHand: 1));
        var wrongPrice = shop.Item("Bad", "bad", price: -5);
        var wrongCategory = new { title = "Bad", description = Long, categoryId = Guid.NewGuid(), variants = Array.Empty<object>() };

        var answer = await shop.Batch(shop.Item("Better cup", "cup", price: 120, onHand: 7), wrongPrice, wrongCategory, shop.Item("New", "new"), shop.Item("x", "hasty"));
        var items = answer.GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(["UPDATED", "ERROR", "ERROR", "CREATED", "CREATED"], items.Select(i => i.Text("status")));
        Assert.Equal("/variants/0/offer/price/amount", items[1].GetProperty("errors")[0].Text("pointer"));
        Assert.Equal(["/categoryId", "/variants"], items[2].GetProperty("errors").EnumerateArray().Select(e => e.Text("pointer")));
        Assert.Equal("REJECTED", items[4].Text("state"));
        using var listed = await host.Anyone().GetAsync($"products?category={shop.Category}&sort=price");
        var cup = (await listed.Json()).GetProperty("items")[0];
        Assert.Equal(("Better cup", 120L), (cup.Text("title"), cup.GetProperty("price").GetProperty("amount").GetInt64()));
        using var stock = await shop.Seller.GetAsync("seller/stock?sku=cup");
        Assert.Equal(7, (await stock.Json()).GetProperty("items")[0].GetProperty("onHand").GetInt32());
    }

    [Fact]
    public async Task A_thousand_products_are_visible_after_one_request()
    {
        using var shop = await Shop.Open(host);
        var items = Enumerable.Range(0, 1000).Select(i => shop.Item($"Cup {i}", $"K{i}")).ToArray();

        var watch = Stopwatch.StartNew();
        var answer = await shop.Batch(items);
        watch.Stop();
        await using var count = host.Database.CreateCommand($"SELECT count(*) FROM catalog.listings WHERE shop = '{shop.Id}'");

        Assert.All(answer.GetProperty("items").EnumerateArray(), i => Assert.Equal("PUBLISHED", i.Text("state")));
        Assert.Equal(1000L, await count.ExecuteScalarAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
        TestContext.Current.SendDiagnosticMessage($"batch of 1000: {watch.ElapsedMilliseconds} ms");
        using var tooMany = await shop.Seller.PostAsJsonAsync("seller/products/batch", new { items = items.Append(items[0]) });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
    }

    [Fact]
    public async Task Categories_move_with_their_subtree_and_never_under_themselves()
    {
        using var shop = await Shop.Open(host);
        using var admin = host.As(shop.Owner, "admin");
        var child = await Shop.AddCategory(host, shop.Category, "Child");
        var grandchild = await Shop.AddCategory(host, child, "Grandchild");
        var elsewhere = await Shop.AddCategory(host, null, "Elsewhere");
        await shop.Publish("Cup");

        using var cycle = await admin.Patch($"categories/{shop.Category}", "*", new { parentId = grandchild });
        using var moved = await admin.Patch($"categories/{child}", Tag(await admin.GetAsync($"categories/{child}")), new { parentId = elsewhere });
        using var tree = await admin.GetAsync($"categories?at={elsewhere}");
        using var top = await admin.Patch($"categories/{grandchild}", "*", new { parentId = (Guid?)null, names = new { ru = "Наверх", en = "Up" } });
        using var used = await Delete(admin, $"categories/{shop.Category}");
        using var free = await Delete(admin, $"categories/{child}");
        using var seller = await shop.Seller.PostAsJsonAsync("categories", new { names = new { en = "Mine" } });

        Assert.Equal("category-cycle", (await cycle.Problem()).Text("code"));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal([elsewhere, child, grandchild], (await tree.Json()).GetProperty("items").EnumerateArray().Select(c => c.Id()));
        Assert.Equal("Наверх", (await top.Json()).GetProperty("names").Text("ru"));
        Assert.False((await top.Json()).TryGetProperty("parentId", out _));
        Assert.Equal(HttpStatusCode.Conflict, used.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, free.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, seller.StatusCode);
    }

    [Theory]
    [InlineData("seller/products", "id")]
    [InlineData("seller/offers", "id")]
    [InlineData("seller/stock", "offerId")]
    public async Task A_sellers_own_lists_page_newest_first(string path, string key)
    {
        using var shop = await Shop.Open(host);
        await shop.Batch([.. Enumerable.Range(0, 7).Select(i => shop.Item($"Cup {i}", $"C{i}"))]);

        var seen = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await (await shop.Seller.GetAsync($"{path}?limit=3&cursor={cursor}")).Json();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty(key).GetGuid()));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(7, seen.Count);
        Assert.Equal(seen.Select(g => g.ToString()).OrderDescending(StringComparer.Ordinal), seen.Select(g => g.ToString()));
        using var drafts = await shop.Seller.GetAsync("seller/products?status=DRAFT,IN_REVIEW");
        Assert.Empty((await drafts.Json()).GetProperty("items").EnumerateArray());
        using var unknown = await shop.Seller.GetAsync("seller/products?status=7");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    private static string Tag(HttpResponseMessage answer) => answer.Headers.ETag!.ToString();

    private static async Task<JsonElement> Act(Shop shop, string path, string verb)
    {
        using var answer = await shop.Seller.PostAsync($"{path}/{verb}", null);
        return await answer.Json();
    }

    private static async Task<HttpResponseMessage> Delete(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await client.SendAsync(request);
    }
}
