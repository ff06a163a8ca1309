using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

/// <summary>Large payouts need two persons (quality S14).</summary>
public sealed class PayoutApprovalTests
{
    private readonly ShopId _shop = ShopId.New(DateTimeOffset.UtcNow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payout_above_the_limit_of_one_person_is_approved_by_two()
    {
        await using var bench = await MoneyBench.Start(new Dictionary<string, string?>
        {
            ["Market:Money:PayoutAutoLimit"] = "50000", ["Market:Approvals:FourEyes"] = "true", ["Market:Approvals:PayoutLimit"] = "70000",
        });
        using var seller = bench.Host.AsSeller(UserId.New(DateTimeOffset.UtcNow), _shop);
        using var ann = bench.Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
        using var bob = bench.Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
        await seller.PutAsJsonAsync("seller/payout-account", new { provider = "sandbox", token = "acct_ok", schedule = "DAILY" }, Ct);
        await bench.Host.Settle();
        await bench.Grant(_shop, 80_000);
        var payout = (await (await Post(seller, "seller/payouts/request", null)).Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString();

        var asked = await Post(ann, $"finance/payouts/{payout}/approve", new { });
        var approval = (await asked.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("approvalId").GetGuid();
        var alone = await ann.PostAsync($"approvals/{approval}/approve", null, Ct);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Forbidden), (asked.StatusCode, alone.StatusCode));
        Assert.Equal("SCHEDULED", await Status(seller, payout));

        Assert.Equal(HttpStatusCode.OK, (await bob.PostAsync($"approvals/{approval}/approve", null, Ct)).StatusCode);
        await bench.Host.Settle();

        Assert.Equal("PAID", await Status(seller, payout));
        Assert.Equal(0, await bench.Balance(Account.Available(_shop)));
    }

    private static async Task<string?> Status(HttpClient seller, string? payout) =>
        (await seller.GetFromJsonAsync<JsonElement>($"seller/payouts/{payout}", Ct)).GetProperty("status").GetString();

    private static async Task<HttpResponseMessage> Post(HttpClient client, string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body), Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        return await client.SendAsync(request, Ct);
    }
}
