using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Sellers.Messages;
using Marketplace.Tests.Integration.Catalog;
using Xunit;

namespace Marketplace.Tests.Integration.Search;

/// <summary>Search over the public API, on a host of its own so that words of other tests are not in its index.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private Shop _shop = null!;

    [Theory]
    [InlineData("кровать", "as typed")]
    [InlineData("КРОВАТЬ", "in capitals")]
    [InlineData("rhjdfnm", "on the wrong layout")]
    [InlineData("krovat", "in translit")]
    [InlineData("кравать", "with a mistake")]
    [InlineData("кровати", "in another case")]
    [InlineData("крова", "not finished")]
    public async Task A_bed_is_found_however_it_is_typed(string typed, string how)
    {
        Assert.NotEmpty(how);
        await Publish("Кровать двуспальная из сосны", "Диван угловой", "Kitchen table");

        var page = await Search(typed);

        Assert.Equal(["Кровать двуспальная из сосны"], Titles(page));
    }

    [Theory]
    [InlineData("ko'ylak", "Ko‘ylak ayollar uchun")]
    [InlineData("кўйлак", "Ko‘ylak ayollar uchun")]
    [InlineData("koylak", "Ko‘ylak ayollar uchun")]
    [InlineData("айран", "Айран 0,5 л")]
    [InlineData("ayran 500ml", "Айран 0,5 л")]
    [InlineData("айран 500 мл", "Айран 0,5 л")]
    [InlineData("қымыз", "Қымыз дәстүрлі")]
    [InlineData("qymyz", "Қымыз дәстүрлі")]
    [InlineData("лфву", "Kade cable")]
    public async Task Alphabets_units_and_layouts_meet(string typed, string title)
    {
        await Publish("Ko‘ylak ayollar uchun", "Айран 0,5 л", "Қымыз дәстүрлі", "Kade cable");

        Assert.Equal(title, Titles(await Search(typed))[0]);
    }

    [Fact]
    public async Task A_correction_is_shown_and_can_be_declined()
    {
        await Publish("Наушники беспроводные");

        var corrected = await Search("нашуники");
        var literal = await Search("нашуники", "&literal=true");

        Assert.Equal("наушники", corrected.GetProperty("query").Text("meant"));
        Assert.Single(Titles(corrected));
        Assert.Empty(Titles(literal));
    }

    [Fact]
    public async Task What_was_searched_for_is_marked_in_the_title()
    {
        await Publish("Чай чёрный, 100 г");

        var item = (await Search("черный")).GetProperty("items")[0];
        var mark = item.GetProperty("highlights")[0];

        Assert.Equal("чёрный", item.Text("title").Substring(mark.GetProperty("start").GetInt32(), mark.GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task Nothing_is_found_until_it_is_public_and_not_after_it_was_hidden_or_its_shop_closed()
    {
        var (hidden, _, _) = await _shop.Publish("Самовар медный");
        await _shop.Publish("Самовар электрический");
        await _host.Settle();
        using var draft = await _shop.Seller.PostAsJsonAsync("seller/products", new
        {
            title = "Самовар угольный", description = "A description that is long enough.", categoryId = _shop.Category,
        });
        Assert.Equal(2, Titles(await Search("самовар")).Count);

        using var answer = await _shop.Seller.PostAsJsonAsync($"seller/products/{hidden}/hide", new { });
        Assert.True(answer.IsSuccessStatusCode);
        await _host.Settle();
        Assert.Equal(["Самовар электрический"], Titles(await Search("самовар")));

        await _shop.React(new SellerSuspended(_shop.Id, "test"));
        await _host.Settle();
        var closed = await Search("самовар");
        Assert.Equal((0, 0), (Titles(closed).Count, closed.GetProperty("total").GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task A_new_price_and_the_last_unit_sold_show_in_filters_and_facets()
    {
        var (_, _, offer) = await _shop.Publish("Ковёр шерстяной", price: 1000, onHand: 1);
        await _host.Settle();
        using var read = await _shop.Seller.GetAsync($"seller/offers/{offer}");
        using var priced = await _shop.Seller.Patch(
            $"seller/offers/{offer}", read.Headers.ETag?.Tag, new { price = new { amount = 5000, currency = "RUB" } });
        Assert.True(priced.IsSuccessStatusCode, await priced.Content.ReadAsStringAsync());
        using var counted = await _shop.Seller.PostAsJsonAsync(
            "seller/stock/batch", new { items = new[] { new { offerId = offer, onHand = 0 } } });
        Assert.True(counted.IsSuccessStatusCode, await counted.Content.ReadAsStringAsync());
        await _host.Settle();

        var page = await Search("ковер", "&priceMin=4000");

        Assert.Equal(5000, page.GetProperty("items")[0].GetProperty("price").GetProperty("amount").GetInt64());
        Assert.Equal(0, page.GetProperty("facets").GetProperty("inStock").GetInt32());
        Assert.Empty(Titles(await Search("ковер", "&inStock=true")));
    }

    [Fact]
    public async Task When_all_words_together_find_nothing_fewer_do_and_the_text_is_reported()
    {
        await Publish("Лампа настольная");

        var page = await Search("лампа рождественская");

        Assert.Equal("FEWER_WORDS", page.GetProperty("query").Text("rescue"));
        Assert.Single(Titles(page));
        await Search("ничегонетакогоывапр");
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        using var admin = _host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        using var report = await admin.GetAsync("search/queries?empty=true");
        var texts = (await report.Json()).GetProperty("items").EnumerateArray().Select(t => t.Text("text")).ToArray();
        Assert.Contains("лампа рождественская", texts);
        Assert.Contains("ничегонетакогоывапр", texts);
    }

    [Fact]
    public async Task Settings_bring_synonyms_pins_and_bans_and_only_an_administrator_sets_them()
    {
        var (pinned, _, _) = await _shop.Publish("Плед клетчатый");
        await Publish("Покрывало шёлковое");
        using var admin = _host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        var settings = new
        {
            synonyms = new[] { new { word = "накидка", means = new[] { "покрывало" } } },
            pins = new[] { new { query = "подарок", products = new[] { pinned } } },
            banned = new[] { "запрещёнка" },
        };

        using var refused = await _shop.Seller.PutAsJsonAsync("search/settings", settings);
        using var set = await admin.PutAsJsonAsync("search/settings", settings);
        await Task.Delay(2100, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        Assert.Equal(["Покрывало шёлковое"], Titles(await Search("накидка")));
        Assert.Equal(["Покрывало шёлковое"], Titles(await Search("накитка")));
        Assert.Equal(["Плед клетчатый"], Titles(await Search("Подарок!")));
        Assert.Empty(Titles(await Search("Запрещенка")));
    }

    [Fact]
    public async Task Suggestions_hold_words_categories_and_products_also_with_a_mistake()
    {
        await Publish("Шоколад горький", "Шоколад молочный");

        using var answer = await _host.Anyone().GetAsync("search/suggest?q=" + Uri.EscapeDataString("шакола"));
        var suggested = await answer.Json();

        Assert.Contains("шоколад", suggested.GetProperty("queries").EnumerateArray().Select(q => q.GetString()));
        Assert.Equal(2, suggested.GetProperty("products").GetArrayLength());
    }

    [Fact]
    public async Task A_check_finds_and_repairs_what_differs_and_a_rebuild_switches_without_a_gap()
    {
        await Publish("Ваза стеклянная", "Ваза керамическая");
        await using (var spoil = _host.Database.CreateCommand(
            "UPDATE search_index.entries_1 SET gone = true, fingerprint = 1 WHERE product = (SELECT product FROM search_index.entries_1 WHERE NOT gone LIMIT 1)"))
            await spoil.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Assert.Single(Titles(await Search("ваза")));
        using var admin = _host.As(UserId.New(DateTimeOffset.UtcNow), "admin");

        using var check = await admin.PostAsJsonAsync("search/index-runs", new { kind = "CHECK" });
        await _host.Settle();
        Assert.Equal(2, Titles(await Search("ваза")).Count);
        using var rebuild = await admin.PostAsJsonAsync("search/index-runs", new { kind = "REBUILD" });
        await _host.Settle();

        Assert.Equal(2, Titles(await Search("ваза")).Count);
        using var runs = await admin.GetAsync("search/index-runs");
        var items = (await runs.Json()).GetProperty("items");
        Assert.All(items.EnumerateArray(), r => Assert.Equal("DONE", r.Text("state")));
        Assert.Equal(("REBUILD", 2), (items[0].Text("kind"), items[0].GetProperty("generation").GetInt32()));
        Assert.Equal(1, items[1].GetProperty("written").GetInt32());
    }

    [Fact]
    public async Task Pages_of_a_search_join_without_gap_or_repeat()
    {
        await Publish([.. Enumerable.Range(0, 11).Select(i => $"Чашка номер {i}")]);

        var (seen, cursor) = (new List<string>(), (string?)"");
        for (var page = 0; cursor is not null && page < 9; page++)
        {
            var answer = await Search("чашка", $"&limit=4{(cursor == "" ? "" : "&cursor=" + cursor)}");
            seen.AddRange(Titles(answer));
            cursor = answer.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(11, seen.Distinct().Count());
        Assert.Equal(11, seen.Count);
    }

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["Search:LexiconSeconds"] = "0", ["Search:CheckMinutes"] = "0" };
        _host = await TestHost.Start(settings);
        _shop = await Shop.Open(_host);
    }

    public async ValueTask DisposeAsync()
    {
        _shop.Dispose();
        await _host.DisposeAsync();
    }

    private static List<string> Titles(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.Text("title"))];

    private async Task Publish(params string[] titles)
    {
        await _shop.Batch([.. titles.Select(t => _shop.Item(t, $"S-{Guid.NewGuid():N}"))]);
        await _host.Settle();
    }

    private async Task<JsonElement> Search(string text, string more = "")
    {
        using var client = _host.Anyone();
        using var answer = await client.GetAsync($"search?q={Uri.EscapeDataString(text)}{more}");
        return await answer.Json();
    }
}
