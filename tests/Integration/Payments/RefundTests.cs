using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

public sealed class RefundTests(PaymentsHost money) : IClassFixture<PaymentsHost>
{
    private static readonly UserId Someone = UserId.New(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_seller_gives_own_money_back_and_never_a_strangers()
    {
        var order = await Paid();
        using var own = money.Host.AsSeller(Someone, order.A);
        using var other = money.Host.AsSeller(Someone, order.B);

        var refused = await Ask(other, order.PartA, new { line = 2, quantity = 1 });
        var asked = await Ask(own, order.PartA, new { line = 2, quantity = 1 });
        await money.Settle();

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        var refund = await own.GetFromJsonAsync<JsonElement>(asked.Headers.Location!.ToString());
        Assert.Equal(("SUCCEEDED", 43_669L), (refund.GetProperty("status").GetString(), refund.GetProperty("amount").GetProperty("amount").GetInt64()));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(asked.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task An_amount_of_a_line_leaves_the_rest_of_it_to_the_minor_unit()
    {
        var order = await Paid();
        using var finance = money.Host.As(Someone, "finance");
        await Ask(finance, order.PartA, new { line = 2, amount = new { amount = 10_001, currency = "RUB" } });
        await Ask(finance, order.PartA, new { line = 2, quantity = 3 });
        await money.Settle();

        var list = await finance.GetFromJsonAsync<JsonElement>($"refunds?orderId={order.Order}");

        Assert.Equal(131_006, list.GetProperty("items").EnumerateArray().Sum(r => r.GetProperty("amount").GetProperty("amount").GetInt64()));
        Assert.Equal(339_100 - 135_000, await money.Balance(Account.Escrow(order.PartA)));
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task More_than_is_left_is_refused_with_the_line_named()
    {
        var order = await Paid();
        using var finance = money.Host.As(Someone, "finance");

        var answer = await Ask(finance, order.PartA, new { line = 2, quantity = 4 });
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("/lines/0", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Support_is_limited_and_finance_decides_above()
    {
        await using var limited = new PaymentsHost();
        (limited.Settings["Payments:SupportRefundLimit"], limited.Settings["Payments:OnePersonRefundLimit"]) = ("1000", "2000");
        await limited.InitializeAsync();
        var order = Example.New();
        await limited.Do(order.Collect());
        var boss = UserId.New(DateTimeOffset.UtcNow);
        using var support = limited.Host.As(Someone, "support");
        using var finance = limited.Host.As(boss, "finance");
        using var colleague = limited.Host.As(Someone, "finance");

        var bySupport = (await Ask(support, order.PartA, new { line = 2, quantity = 1 })).Headers.Location!;
        var byFinance = (await Ask(finance, order.PartA, new { line = 1, quantity = 1 })).Headers.Location!;

        Assert.Equal("REQUESTED", await StatusOf(finance, bySupport));
        Assert.Equal(HttpStatusCode.Forbidden, (await Act(support, bySupport, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Act(finance, byFinance, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Act(colleague, byFinance, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Act(finance, bySupport, "reject", new { reason = "no" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Act(finance, bySupport, "approve")).StatusCode);
    }

    [Fact]
    public async Task A_refund_the_provider_never_takes_is_paid_by_bank()
    {
        var order = await Paid();
        var payment = new PaymentId((await money.Payment(order)).GetProperty("payment").GetProperty("id").GetGuid());
        money.Gateway.RefusedRefunds[payment] = 100;
        using var finance = money.Host.As(Someone, "finance");
        var refund = (await Ask(finance, order.PartB, new { line = 1, quantity = 1 })).Headers.Location!;
        await money.Settle();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("FAILED", await StatusOf(finance, refund));
            Assert.Equal(HttpStatusCode.NoContent, (await Act(finance, refund, "retry")).StatusCode);
            await money.Settle();
        }

        Assert.Equal("MANUAL", await StatusOf(finance, refund));
        Assert.Equal(HttpStatusCode.NoContent, (await Act(finance, refund, "mark-paid", new { reference = "bank-77" })).StatusCode);

        Assert.Equal("SUCCEEDED", await StatusOf(finance, refund));
        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartB)));
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task A_refused_refund_is_sent_again_by_itself_after_a_pause()
    {
        await using var own = new PaymentsHost();
        await own.InitializeAsync();
        var order = Example.New();
        await own.Do(order.Collect());
        var payment = new PaymentId((await own.Payment(order)).GetProperty("payment").GetProperty("id").GetGuid());
        own.Gateway.RefusedRefunds[payment] = 2;
        await own.Do(new RefundLines(order.PartB, order.Order, Guid.NewGuid(), [new LineUnits(1, null, 1)], "return"));

        await own.Advance(TimeSpan.FromMinutes(1));
        await own.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(0, await own.Balance(Account.Escrow(order.PartB)));
        Assert.Single(own.Gateway.Moved, m => m.Value.IsNegative);
    }

    [Fact]
    public async Task A_hold_stops_the_release_and_lifting_it_releases()
    {
        var order = await Paid();
        var cause = Guid.NewGuid();
        await money.Happened(new SellerOrderHoldChanged(order.PartB, order.Order, "dispute", cause, On: true));
        await money.Happened(order.Completed(order.PartB));
        Assert.Equal(700_000, await money.Balance(Account.Escrow(order.PartB)));

        await money.Happened(new SellerOrderHoldChanged(order.PartB, order.Order, "dispute", cause, On: false));

        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartB)));
    }

    [Fact]
    public async Task What_was_kept_back_returns_when_its_day_has_come()
    {
        var order = await Paid();
        await money.Happened(order.Completed(order.PartB));
        Assert.Equal(63_168, await money.Balance(Account.Reserve(order.B)));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);

        await money.Happened(new DayOpened(today.AddDays(29)));
        Assert.Equal(63_168, await money.Balance(Account.Reserve(order.B)));
        await money.Happened(new DayOpened(today.AddDays(31)));
        await money.Happened(new DayOpened(today.AddDays(32)));

        Assert.Equal((0, 631_680), (await money.Balance(Account.Reserve(order.B)), await money.Balance(Account.Available(order.B))));
    }

    [Fact]
    public async Task A_statement_explains_every_movement_and_its_parts_agree()
    {
        var order = await Paid();
        await money.Happened(order.Completed(order.PartA));
        await money.Do(new RefundLines(order.PartA, order.Order, Guid.NewGuid(), [new LineUnits(2, null, 1)], "return"));
        using var seller = money.Host.AsSeller(Someone, order.A);

        var first = await seller.GetFromJsonAsync<JsonElement>("seller/statement?limit=1");
        var second = await seller.GetFromJsonAsync<JsonElement>($"seller/statement?limit=1&cursor={first.GetProperty("nextCursor").GetString()}");

        var (back, sale) = (first.GetProperty("items")[0], second.GetProperty("items")[0]);
        Assert.Equal("claw-back", back.GetProperty("kind").GetString());
        Assert.Equal((-45_000, 6_750, 1_485, -36_765), (Minor(back, "sales"), Minor(back, "commission"), Minor(back, "commissionTax"), Minor(back, "available")));
        Assert.Equal("release", sale.GetProperty("kind").GetString());
        Assert.Equal((339_100, -47_115, -10_365, 253_458, 28_162),
            (Minor(sale, "sales"), Minor(sale, "commission"), Minor(sale, "commissionTax"), Minor(sale, "available"), Minor(sale, "reserve")));
        Assert.False(second.TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task A_fee_rule_decides_the_commission_of_what_it_covers()
    {
        using var finance = money.Host.As(Someone, "finance");
        var shop = ShopId.New(DateTimeOffset.UtcNow);
        using var seller = money.Host.AsSeller(Someone, shop);
        Assert.Equal(100_000, (await Preview()).GetProperty("percent").GetInt32());

        var made = await Send(finance, "finance/fee-schedules", new { position = Random.Shared.Next(1, 900_000), name = "shop", percent = 150_000, shopId = shop.Value });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await Task.Delay(TimeSpan.FromSeconds(5.2));

        var after = await Preview();
        Assert.Equal((26_865, 5_910, 146_325), (Minor(after, "commission"), Minor(after, "commissionTax"), Minor(after, "earnings")));
        Assert.Equal(HttpStatusCode.Forbidden, (await seller.GetAsync("finance/fee-schedules")).StatusCode);

        async Task<JsonElement> Preview() => await seller.GetFromJsonAsync<JsonElement>("seller/fees/preview?price=179100");
    }

    [Fact]
    public async Task Finance_reads_accounts_and_postings_page_by_page()
    {
        var order = await Paid();
        using var finance = money.Host.As(Someone, "finance");

        var account = await finance.GetFromJsonAsync<JsonElement>($"finance/ledger?prefix=escrow:{order.PartB}");
        var postings = await finance.GetFromJsonAsync<JsonElement>($"finance/ledger/postings?account=escrow:{order.PartB}");
        var page = await finance.GetFromJsonAsync<JsonElement>("finance/ledger?limit=1");
        var next = await finance.GetFromJsonAsync<JsonElement>($"finance/ledger?limit=1&cursor={page.GetProperty("nextCursor").GetString()}");

        Assert.Equal(700_000, Minor(account.GetProperty("items")[0], "balance"));
        Assert.Equal("capture", postings.GetProperty("items")[0].GetProperty("causeKind").GetString());
        Assert.Equal(0, postings.GetProperty("items")[0].GetProperty("entries").EnumerateArray().Sum(e => Minor(e, "amount")));
        Assert.NotEqual(page.GetProperty("items")[0].GetProperty("account").GetString(), next.GetProperty("items")[0].GetProperty("account").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await finance.GetAsync("finance/ledger/postings?cursor=xyz")).StatusCode);
    }

    private async Task<Example> Paid()
    {
        var order = Example.New();
        await money.Do(order.Collect());
        return order;
    }

    private static Task<HttpResponseMessage> Ask(HttpClient client, SellerOrderId part, object line) =>
        Send(client, "refunds", new { sellerOrderId = part.Value, lines = new[] { line }, reason = "asked" });

    private static Task<HttpResponseMessage> Act(HttpClient client, Uri refund, string action, object? body = null) =>
        Send(client, $"{refund}/{action}", body);

    private static async Task<string?> StatusOf(HttpClient client, Uri refund) =>
        (await client.GetFromJsonAsync<JsonElement>(refund)).GetProperty("status").GetString();

    private static long Minor(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();

    private static async Task<HttpResponseMessage> Send(HttpClient client, string path, object? body)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(message);
    }
}
