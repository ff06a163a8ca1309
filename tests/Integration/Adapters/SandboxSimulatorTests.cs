using System.Collections.Concurrent;
using System.Net;
using Marketplace.Adapters.Payments.Sandbox;
using Marketplace.Adapters.Payments.Sandbox.Simulator;
using Marketplace.Contracts.Kit;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters;

/// <summary>The simulated bank behaves like a provider, and misbehaves when told to.</summary>
public sealed class SandboxSimulatorTests
{
    private static readonly Money Amount = new(12_34, Currency.Rub);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_promised_is_remembered_after_a_crash_and_half_a_line_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-").FullName;
        var request = Request("tok_ok");
        await using (var before = await SandboxBench.Start(o => o.DataPath = folder))
        {
            await before.Gateway.Charge(request, Ct);

            // What a killed process leaves behind: the journal so far, and perhaps the beginning of a line.
            Directory.CreateDirectory(folder + "-after");
            using var copy = System.Diagnostics.Process.Start("cp", [Path.Combine(folder, "journal.jsonl"), folder + "-after"]);
            await copy.WaitForExitAsync(Ct);
        }

        await File.AppendAllTextAsync(Path.Combine(folder + "-after", "journal.jsonl"), """[{"charge":{"id":"ch_to""", Ct);
        await using var after = await SandboxBench.Start(o => o.DataPath = folder + "-after");

        Assert.Equal(Amount, Assert.IsType<ChargeOutcome.Captured>(await after.Gateway.Find(request.Payment, null, Ct)).Amount);
        await after.Gateway.Charge(request, Ct);
        Assert.Equal(1, after.Booked("capture"));
    }

    [Fact]
    public async Task One_journal_has_one_keeper()
    {
        await using var first = await SandboxBench.Start();

        Assert.Throws<IOException>(() => new Book(first.Options.DataPath, false));
    }

    [Theory]
    [InlineData("tok_webhook_twice", 2)]
    [InlineData("tok_lost_answer", 1)]
    [InlineData("tok_webhook_late", 1)]
    [InlineData("tok_webhook_lost", 0)]
    [InlineData("tok_pending", 1)]
    [InlineData("tok_chargeback_lost", 2)]
    public async Task A_token_decides_how_often_its_news_arrives(string token, int times)
    {
        await using var shop = await Shop.Open();
        await using var bench = await SandboxBench.Start(o => (o.CallbackUrl, o.LateFor) = (shop.Address, TimeSpan.FromMilliseconds(500)));

        await bench.Gateway.Charge(Request(token), Ct);
        await Task.Delay(1500, Ct);

        var news = shop.News.Select(w => bench.Gateway.Read(w)).ToList();
        Assert.Equal(times, news.Count);
        Assert.All(news, n => Assert.NotNull(n));
        if (token == "tok_webhook_twice") Assert.Single(news.Select(n => n!.EventId).Distinct());
    }

    [Fact]
    public async Task Reordered_news_tells_of_the_wait_after_its_end()
    {
        await using var shop = await Shop.Open();
        await using var bench = await SandboxBench.Start(o => o.CallbackUrl = shop.Address);

        await bench.Gateway.Charge(Request("tok_webhook_reordered"), Ct);
        await Task.Delay(1500, Ct);

        var news = shop.News.Select(w => bench.Gateway.Read(w)!.Charge).ToList();
        Assert.Equal(2, news.Count);
        Assert.IsType<ChargeOutcome.Captured>(news[0]);
        Assert.IsType<ChargeOutcome.Pending>(news[1]);
    }

    [Theory]
    [InlineData("pay", typeof(ChargeOutcome.Captured))]
    [InlineData("refuse", typeof(ChargeOutcome.Declined))]
    public async Task The_buyer_decides_on_a_page_served_over_http(string decision, Type outcome)
    {
        await using var bench = await SandboxBench.Start(o => (o.Serve, o.Listen) = (true, "http://127.0.0.1:0/"));
        var request = Request("tok_redirect");
        var action = Assert.IsType<ChargeOutcome.ActionNeeded>(await bench.Gateway.Charge(request, Ct));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        var page = await browser.GetStringAsync(action.SendBuyerTo, Ct);
        using var form = new FormUrlEncodedContent([new("decision", decision)]);
        var answer = await browser.PostAsync(action.SendBuyerTo, form, Ct);

        Assert.Contains("12.34 RUB", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("https://shop.example/back?payment=", answer.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.IsType(outcome, await bench.Gateway.Find(request.Payment, action.Reference, Ct));
    }

    [Fact]
    public async Task It_can_be_told_to_misbehave_by_who_knows_the_key()
    {
        await using var bench = await SandboxBench.Start();
        var orders = """{"failureRate":1}"""u8.ToArray();

        var stranger = await bench.Provider.Front.Handle(new("PUT", "/control/mischief", "", null, "Bearer wrong", orders), Ct);
        var owner = await bench.Provider.Front.Handle(new("PUT", "/control/mischief", "", null, "Bearer key", orders), Ct);

        Assert.Equal((401, 200), (stranger.Status, owner.Status));
        Assert.IsType<ChargeOutcome.Unknown>(await bench.Gateway.Charge(Request("tok_ok"), Ct));
        Assert.Equal(0, bench.Booked("capture"));
    }

    [Fact]
    public async Task Refunds_may_fail_be_late_or_work_at_the_second_try()
    {
        await using var bench = await SandboxBench.Start();

        var never = await Refund(bench, "tok_refund_fails");
        var flaky = await Refund(bench, "tok_refund_flaky");
        var late = await Refund(bench, "tok_refund_pending");

        Assert.True(Assert.IsType<RefundOutcome.Failed>(never.Outcome).Final);
        Assert.False(Assert.IsType<RefundOutcome.Failed>(flaky.Outcome).Final);
        Assert.IsType<RefundOutcome.Succeeded>(await bench.Gateway.Refund(flaky.Request, Ct));
        Assert.IsType<RefundOutcome.Pending>(late.Outcome);
        await Task.Delay(700, Ct);
        Assert.IsType<RefundOutcome.Succeeded>(await bench.Gateway.Refund(late.Request, Ct));
    }

    [Fact]
    public async Task The_report_of_a_day_adds_up_to_what_moved()
    {
        await using var bench = await SandboxBench.Start();
        await bench.Gateway.Charge(Request("tok_ok"), Ct);
        await Refund(bench, "tok_ok");
        await bench.Gateway.Pay(new PayoutRequest(PayoutId.New(DateTimeOffset.UtcNow), Amount, "acct_ok", "p1", "x"), Ct);

        var report = await bench.Gateway.Movements(DateOnly.FromDateTime(DateTime.UtcNow), Ct);

        Assert.Equal(bench.Movements.Sum(m => m.Amount), report.Sum(m => m.Amount.Minor));
        Assert.Equal(["capture", "capture", "payout", "refund"], report.Select(m => m.Kind).Order());
    }

    private static async Task<(RefundRequest Request, RefundOutcome Outcome)> Refund(SandboxBench bench, string token)
    {
        var charge = Request(token);
        var captured = (ChargeOutcome.Captured)await bench.Gateway.Charge(charge, Ct);
        var refund = RefundId.New(DateTimeOffset.UtcNow);
        var request = new RefundRequest(refund, charge.Payment, captured.Reference, new Money(100, Currency.Rub), $"{refund}:1");
        return (request, await bench.Gateway.Refund(request, Ct));
    }

    private static ChargeRequest Request(string token)
    {
        var payment = PaymentId.New(DateTimeOffset.UtcNow);
        return new ChargeRequest(
            payment, Amount, "card", token, $"{payment}:1", false, "Order <1>", new Uri("https://shop.example/back"), DateTimeOffset.UtcNow.AddHours(1));
    }

    /// <summary>Somewhere for webhooks to arrive.</summary>
    private sealed class Shop(ScriptedProvider server, ConcurrentQueue<IncomingWebhook> news) : IAsyncDisposable
    {
        public Uri Address => server.Address;

        public IReadOnlyList<IncomingWebhook> News => [.. news];

        public static async Task<Shop> Open()
        {
            var news = new ConcurrentQueue<IncomingWebhook>();
            var server = await ScriptedProvider.Start((request, _) =>
            {
                news.Enqueue(new IncomingWebhook(request.Body, request.Headers, DateTimeOffset.UtcNow));
                return Task.FromResult(ScriptedAnswer.Json("{}"));
            });
            return new Shop(server, news);
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
