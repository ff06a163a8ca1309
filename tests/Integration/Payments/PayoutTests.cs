using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

public sealed class PayoutTests : IAsyncLifetime
{
    private readonly ShopId _shop = ShopId.New(DateTimeOffset.UtcNow);
    private MoneyBench _bench = null!;
    private HttpClient _seller = null!;
    private HttpClient _finance = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await MoneyBench.Start(new Dictionary<string, string?> { ["Market:Money:PayoutAutoLimit"] = "50000" });
        _seller = _bench.Host.AsSeller(UserId.New(DateTimeOffset.UtcNow), _shop);
        _finance = _bench.Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_daily_run_pays_what_is_available_once()
    {
        await Name("acct_ok");
        await _bench.Grant(_shop, 12_345);

        await Run();
        await Run();

        var payout = Assert.Single(await Payouts());
        Assert.Equal("PAID", payout.GetProperty("status").GetString());
        Assert.Equal(12_345, payout.GetProperty("amount").GetProperty("amount").GetInt64());
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(-12_345, await _bench.Balance(Account.Provider("sandbox")));
        Assert.Equal(1, Sent());
    }

    [Fact]
    public async Task A_lost_answer_never_pays_twice()
    {
        await Name("acct_lost_answer");
        await _bench.Grant(_shop, 1_000);

        await Run();

        Assert.Equal("PAID", Assert.Single(await Payouts()).GetProperty("status").GetString());
        Assert.Equal(1, Sent());
    }

    [Fact]
    public async Task A_large_payout_waits_for_finance()
    {
        await Name("acct_ok");
        await _bench.Grant(_shop, 60_000);

        await Run();
        var waiting = Assert.Single(await Payouts());
        var held = await Decide(waiting, "hold", "who is this?");
        var approvedWhileHeld = await Decide(waiting, "approve");
        await Decide(waiting, "release");
        var approved = await Decide(waiting, "approve");
        await _bench.Host.Settle();

        Assert.Equal("SCHEDULED", waiting.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NoContent, held.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, approvedWhileHeld.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, approved.StatusCode);
        Assert.Equal("PAID", Assert.Single(await Payouts()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_cancelled_payout_gives_the_money_back()
    {
        await Name("acct_ok");
        await _bench.Grant(_shop, 60_000);
        await Run();

        await Decide(Assert.Single(await Payouts()), "cancel", "asked by the seller");

        Assert.Equal(60_000, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(0, Sent());
    }

    [Fact]
    public async Task A_refused_payout_returns_the_money_and_is_sent_again_when_the_account_is_put_right()
    {
        await Name("acct_closed");
        await _bench.Grant(_shop, 5_000);
        await Run();
        var failed = Assert.Single(await Payouts());
        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        Assert.Equal(5_000, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal("REFUSED", (await AccountView()).GetProperty("status").GetString());

        await Name("acct_ok:new");

        var paid = Assert.Single(await Payouts());
        Assert.Equal(("PAID", 2), (paid.GetProperty("status").GetString(), paid.GetProperty("attempt").GetInt32()));
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));
    }

    [Fact]
    public async Task A_returned_payout_makes_the_money_available_again()
    {
        await Name("acct_returned");
        await _bench.Grant(_shop, 5_000);
        await Run();

        await Until(async () => (await Payouts())[0].GetProperty("status").GetString() == "RETURNED");

        Assert.Equal(5_000, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(0, await _bench.Balance(Account.Provider("sandbox")));
        Assert.Equal(0, await _bench.LedgerSum());
    }

    [Fact]
    public async Task A_slow_payout_is_paid_when_the_news_comes()
    {
        await Name("acct_slow");
        await _bench.Grant(_shop, 5_000);
        await Run();

        await Until(async () => (await Payouts())[0].GetProperty("status").GetString() == "PAID");

        Assert.Equal(-5_000, await _bench.Balance(Account.Provider("sandbox")));
    }

    [Fact]
    public async Task A_slow_payout_whose_news_is_lost_is_asked_about_the_next_day()
    {
        await Name("acct_slow");
        await _bench.Grant(_shop, 5_000);
        _bench.Bank.CallbackUrl = null;
        await Run();
        await Task.Delay(500, Ct);

        await Run(1);

        Assert.Equal("PAID", Assert.Single(await Payouts()).GetProperty("status").GetString());
        Assert.Equal(1, Sent());
    }

    [Fact]
    public async Task A_seller_asks_for_the_money_and_learns_why_not()
    {
        var none = await Ask();
        await Name("acct_ok");
        var little = await Ask();
        await _bench.Grant(_shop, 5_000);
        _bench.Stopped.Add(_shop);
        var stopped = await Ask();
        _bench.Stopped.Clear();
        var asked = await Ask();
        await _bench.Host.Settle();

        Assert.Equal("payout-account-missing", await Code(none));
        Assert.Equal("payout-below-minimum", await Code(little));
        Assert.Equal("shop-not-payable", await Code(stopped));
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        Assert.Equal("PAID", Assert.Single(await Payouts()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Two_requests_at_once_never_take_the_same_money()
    {
        await Name("acct_ok");
        await _bench.Grant(_shop, 5_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ask()));
        await _bench.Host.Settle();

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(1, Sent());
    }

    [Fact]
    public async Task An_account_is_changed_only_by_who_has_seen_it()
    {
        await Name("acct_ok");

        var blind = await _seller.PutAsJsonAsync("seller/payout-account", new { provider = "sandbox", token = "acct_ok:2" }, Ct);
        using var late = new HttpRequestMessage(HttpMethod.Put, "seller/payout-account")
        {
            Content = JsonContent.Create(new { provider = "sandbox", token = "acct_ok:2" }), Headers = { { "If-Match", "\"1\"" } },
        };
        var stale = await _seller.SendAsync(late, Ct);
        var nobody = await _seller.PutAsJsonAsync("seller/payout-account", new { provider = "nobody", token = "x", schedule = "DAILY" }, Ct);

        Assert.Equal(428, (int)blind.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(428, (int)nobody.StatusCode);
        var account = await AccountView();
        Assert.Equal("VERIFIED", account.GetProperty("status").GetString());
        Assert.DoesNotContain("acct_ok:1", account.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shop_does_not_see_a_payout()
    {
        await Name("acct_ok");
        await _bench.Grant(_shop, 5_000);
        await Run();
        var id = Assert.Single(await Payouts()).GetProperty("id").GetString();
        var stranger = _bench.Host.AsSeller(UserId.New(DateTimeOffset.UtcNow), ShopId.New(DateTimeOffset.UtcNow));

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"seller/payouts/{id}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _seller.GetAsync($"seller/payouts/{id}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _seller.GetAsync("finance/payouts", Ct)).StatusCode);
    }

    private async Task Run(int days = 0)
    {
        await _bench.Publish(new DayOpened(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(days)));
        await _bench.Host.Settle();
    }

    private async Task Name(string token)
    {
        var known = await _seller.GetAsync("seller/payout-account", Ct);
        using var put = new HttpRequestMessage(HttpMethod.Put, "seller/payout-account")
        {
            Content = JsonContent.Create(new { provider = "sandbox", token, schedule = "DAILY" }),
        };
        if (known.Headers.ETag is { } tag) put.Headers.Add("If-Match", tag.Tag);
        var answer = await _seller.SendAsync(put, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        await _bench.Host.Settle();
    }

    private async Task<JsonElement> AccountView() => await _seller.GetFromJsonAsync<JsonElement>("seller/payout-account", Ct);

    private async Task<List<JsonElement>> Payouts() =>
        [.. (await _seller.GetFromJsonAsync<JsonElement>("seller/payouts", Ct)).GetProperty("items").EnumerateArray()];

    private Task<HttpResponseMessage> Decide(JsonElement payout, string action, string? note = null) =>
        Post(_finance, $"finance/payouts/{payout.GetProperty("id").GetString()}/{action}", new { note });

    private Task<HttpResponseMessage> Ask() => Post(_seller, "seller/payouts/request", null);

    private static async Task<HttpResponseMessage> Post(HttpClient client, string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body), Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        return await client.SendAsync(request, Ct);
    }

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString();

    private int Sent() => new[] { -1, 0, 1 }
        .Sum(d => _bench.Provider.Movements(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(d)).Count(m => m is { Kind: "payout", Amount: < 0 }));

    private async Task Until(Func<Task<bool>> reached)
    {
        for (var until = DateTime.UtcNow.AddSeconds(10); !await reached();)
        {
            Assert.True(DateTime.UtcNow < until, "It did not happen within ten seconds.");
            await Task.Delay(50, Ct);
        }

        await _bench.Host.Settle();
    }
}
