using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;
using Xunit;
using LedgerEntry = Marketplace.Domain.Payments.Entry;

namespace Marketplace.Tests.Integration.Payments;

/// <summary>Every day each provider movement is matched or has an open exception (quality R7, product §7.12).</summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private readonly ShopId _shop = ShopId.New(DateTimeOffset.UtcNow);
    private readonly ShopId _other = ShopId.New(DateTimeOffset.UtcNow);
    private MoneyBench _bench = null!;
    private HttpClient _finance = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await MoneyBench.Start();
        _finance = _bench.Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_day_on_which_both_sides_agree_is_balanced()
    {
        for (var i = 0; i < 5; i++) await _bench.Publish(MoneyBench.Order("tok_ok", (_shop, 1_000), (_other, 500 + i)));
        await _bench.Host.Settle();

        await NextDay();

        var run = (await Runs()).Single(r => r.GetProperty("matched").GetInt32() > 0);
        Assert.Equal(("BALANCED", 5), (run.GetProperty("status").GetString(), run.GetProperty("matched").GetInt32()));
        Assert.Empty(await Issues());
    }

    [Fact]
    public async Task Money_only_the_provider_knows_and_money_only_we_know_are_exceptions_until_explained()
    {
        await _bench.Publish(MoneyBench.Order("tok_ok", (_shop, 1_000)));
        await _bench.Host.Settle();
        await OnlyTheirs();
        await OnlyOurs();

        await NextDay();

        var issues = await Issues();
        Assert.Equal(["missing-here", "missing-there"], issues.Select(i => i.GetProperty("kind").GetString()).Order());
        var run = (await Runs()).Single(r => r.GetProperty("mismatches").GetInt32() > 0);
        Assert.Equal(("MISMATCH", 1), (run.GetProperty("status").GetString(), run.GetProperty("matched").GetInt32()));

        foreach (var issue in issues)
        {
            var explained = await _finance.PostAsJsonAsync(
                $"finance/reconciliations/issues/{issue.GetProperty("id").GetString()}/explain", new { explanation = "A test did it." }, Ct);
            Assert.Equal(HttpStatusCode.NoContent, explained.StatusCode);
        }

        var whole = await _finance.GetFromJsonAsync<JsonElement>($"finance/reconciliations/{run.GetProperty("id").GetString()}", Ct);
        Assert.Equal("EXPLAINED", whole.GetProperty("status").GetString());
        Assert.Equal(2, whole.GetProperty("issues").GetArrayLength());
    }

    [Fact]
    public async Task Days_the_clock_jumped_over_are_compared_too_and_each_once()
    {
        await _bench.Publish(MoneyBench.Order("tok_ok", (_shop, 1_000)));
        await _bench.Host.Settle();

        await _bench.Host.Advance(TimeSpan.FromDays(5));
        await NextDay();

        var runs = await Runs();
        Assert.Equal(6, runs.Count);
        Assert.Equal(6, runs.Select(r => r.GetProperty("day").GetString()).Distinct().Count());
        Assert.All(runs, r => Assert.Equal("BALANCED", r.GetProperty("status").GetString()));
    }

    // A charge the provider took without us: nobody's payment.
    private async Task OnlyTheirs()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            paymentId = Guid.NewGuid(), amount = 777, currency = "RUB", method = "card", token = "tok_ok", manual = false,
            description = "stray", payBy = DateTimeOffset.UtcNow,
        });
        var secrets = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
            .GetRequiredService<Marketplace.Adapters.Payments.Sandbox.SandboxSecrets>(_bench.Host.Services);
        var answer = await _bench.Provider.Front.Handle(
            new("POST", "/v1/charges", "", "stray-key", $"Bearer {secrets.ApiKey}", body), Ct);
        Assert.Equal(201, answer.Status);
    }

    // A posting that names the provider although it moved nothing.
    private Task OnlyOurs() => _bench.Post(Posting.Of(
        new PostingCause("capture", Guid.NewGuid()), DateTimeOffset.UtcNow,
        [
            LedgerEntry.Debit(Account.Provider("sandbox"), new Money(333, Currency.Rub)),
            LedgerEntry.Credit(Account.Fees, new Money(333, Currency.Rub)),
        ]));

    private Task NextDay() => _bench.Host.Advance(TimeSpan.FromDays(1));

    private async Task<List<JsonElement>> Runs() =>
        [.. (await _finance.GetFromJsonAsync<JsonElement>("finance/reconciliations?limit=50", Ct)).GetProperty("items").EnumerateArray()];

    private async Task<List<JsonElement>> Issues() =>
        [.. (await _finance.GetFromJsonAsync<JsonElement>("finance/reconciliations/issues", Ct)).GetProperty("items").EnumerateArray()];
}
