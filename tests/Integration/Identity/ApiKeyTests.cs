using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>API keys of a shop (quality S10).</summary>
public sealed class ApiKeyTests(TestHost host)
{
    [Fact]
    public async Task A_key_acts_for_its_shop_within_its_scopes_and_nowhere_else()
    {
        var (seller, _) = await SellerWithShop(host);
        var key = await Issue(seller, "catalog:read", "orders:read");
        Assert.Matches("^mk_[A-Za-z0-9_-]{43}$", key.GetProperty("secret").GetString());
        using var program = People.With(host, key.GetProperty("secret").GetString()!);

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("seller/products")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("seller/orders")).StatusCode);
        Assert.Equal("scope-missing", await People.Code(await program.GetAsync("seller/balance"), 403));
        Assert.Equal("scope-missing", await People.Code(await program.PostAsJsonAsync("seller/products", new { }), 403));
        Assert.Equal("not-for-keys", await People.Code(await program.GetAsync("me"), 403));
        Assert.Equal("not-for-keys", await People.Code(await program.PostAsJsonAsync("me/api-keys", new { }), 403));
        Assert.Equal("not-for-keys", await People.Code(await program.GetAsync("users"), 403));
    }

    [Fact]
    public async Task A_key_is_shown_once_and_stored_as_a_hash()
    {
        var (seller, _) = await SellerWithShop(host);
        var key = await Issue(seller, "catalog:read");
        var secret = key.GetProperty("secret").GetString()!;

        var list = (await People.Json(await seller.GetAsync("me/api-keys"), 200)).ToString();
        await using var look = host.Database.CreateCommand("SELECT count(*) FROM identity.api_keys k WHERE strpos(k::text, $1) > 0");
        look.Parameters.Add(new() { Value = secret });

        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Contains(secret[^4..], list, StringComparison.Ordinal);
        Assert.Equal(0L, await look.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_and_a_rotated_one_works_beside_its_successor_for_a_day()
    {
        var (seller, _) = await SellerWithShop(host);
        var key = await Issue(seller, "catalog:read");
        using var old = People.With(host, key.GetProperty("secret").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("seller/products")).StatusCode);

        var id = key.GetProperty("id").GetGuid();
        var next = await People.Json(await seller.PostAsync($"me/api-keys/{id}/rotate", null), 201);
        using var young = People.With(host, next.GetProperty("secret").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("seller/products")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await young.GetAsync("seller/products")).StatusCode);
        Assert.Equal("api-key-over", await People.Code(await seller.PostAsync($"me/api-keys/{id}/rotate", null), 409));

        Assert.Equal(HttpStatusCode.NoContent, (await seller.DeleteAsync($"me/api-keys/{id}")).StatusCode);
        Assert.Equal("token-invalid", await People.Code(await old.GetAsync("seller/products"), 401));
        Assert.Equal(HttpStatusCode.OK, (await young.GetAsync("seller/products")).StatusCode);
        await using var overlap = host.Database.CreateCommand(
            "SELECT extract(epoch FROM expires_at - now()) / 3600 FROM identity.api_keys WHERE id = $1");
        overlap.Parameters.Add(new() { Value = id });
        Assert.InRange(Convert.ToDouble(await overlap.ExecuteScalarAsync(), null), 23.9, 24.1);
    }

    [Fact]
    public async Task A_key_is_made_and_replaced_only_shortly_after_a_proof_and_ended_at_any_time()
    {
        var (seller, shop) = await SellerWithShop(host);
        var id = (await Issue(seller, "catalog:read")).GetProperty("id").GetGuid();
        await using var age = host.Database.CreateCommand("""
            UPDATE identity.sessions SET started_at = started_at - interval '6 minutes', proved_at = NULL
            WHERE "user" = (SELECT owner FROM identity.api_keys WHERE shop = $1)
            """);
        age.Parameters.Add(new() { Value = shop.Value });
        await age.ExecuteNonQueryAsync();

        var made = await seller.PostAsJsonAsync("me/api-keys", new { name = "Till", scopes = new[] { "catalog:read" } });
        Assert.Equal("fresh-sign-in-required", await People.Code(made, 403));
        Assert.Equal("fresh-sign-in-required", await People.Code(await seller.PostAsync($"me/api-keys/{id}/rotate", null), 403));
        Assert.Equal(HttpStatusCode.NoContent, (await seller.DeleteAsync($"me/api-keys/{id}")).StatusCode);
    }

    [Fact]
    public async Task Another_shops_key_is_not_there()
    {
        var (seller, _) = await SellerWithShop(host);
        var (other, _) = await SellerWithShop(host);
        var id = (await Issue(seller, "catalog:read")).GetProperty("id").GetGuid();

        Assert.Equal("api-key-not-found", await People.Code(await other.DeleteAsync($"me/api-keys/{id}"), 404));
        Assert.Equal("api-key-not-found", await People.Code(await other.PostAsync($"me/api-keys/{id}/rotate", null), 404));
        Assert.Equal(0, (await People.Json(await other.GetAsync("me/api-keys"), 200)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_expired_key_is_refused_and_use_is_noted()
    {
        var (seller, _) = await SellerWithShop(host);
        var key = await Issue(seller, "catalog:read");
        using var program = People.With(host, key.GetProperty("secret").GetString()!);
        await program.GetAsync("seller/products");
        var listed = Assert.Single((await People.Json(await seller.GetAsync("me/api-keys"), 200)).GetProperty("items").EnumerateArray());
        Assert.InRange(DateTimeOffset.UtcNow - listed.GetProperty("lastUsedAt").GetDateTimeOffset(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));

        var late = await Issue(seller, "catalog:read");
        await using var expire = host.Database.CreateCommand("UPDATE identity.api_keys SET expires_at = now() WHERE id = $1");
        expire.Parameters.Add(new() { Value = late.GetProperty("id").GetGuid() });
        await expire.ExecuteNonQueryAsync();

        using var expired = People.With(host, late.GetProperty("secret").GetString()!);
        Assert.Equal("token-invalid", await People.Code(await expired.GetAsync("seller/products"), 401));
    }

    [Fact]
    public async Task A_key_has_twenty_calls_a_second_and_forty_at_once()
    {
        await using var own = await TestHost.Start(new Dictionary<string, string?> { ["Limits:Profile"] = "product" });
        var (seller, _) = await SellerWithShop(own);
        using var program = People.With(own, (await Issue(seller, "catalog:read")).GetProperty("secret").GetString()!);

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => program.GetAsync("seller/products")));

        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.OK), 40, 75);
        Assert.Contains(answers, a => (int)a.StatusCode == 429);
        Assert.Contains("\"api-key\";q=20;w=1;burst=40", answers[0].Headers.GetValues("RateLimit-Policy"));
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["catalog:read"]}""", 422)]
    [InlineData("""{"name":"x","scopes":[]}""", 422)]
    [InlineData("""{"name":"x","scopes":["money:write"]}""", 422)]
    [InlineData("""{"name":"x","scopes":["catalog:read","catalog:read"]}""", 422)]
    [InlineData("""{"name":"x","scopes":["catalog:read"],"days":0}""", 422)]
    [InlineData("""{"name":"x","scopes":["catalog:read"],"shop":"mine"}""", 400)]
    public async Task Bad_input_is_refused_with_a_problem(string body, int status)
    {
        var (seller, _) = await SellerWithShop(host);

        var answer = await seller.PostAsync("me/api-keys", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task<JsonElement> Issue(HttpClient seller, params string[] scopes) =>
        await People.Json(await seller.PostAsJsonAsync("me/api-keys", new { name = "Warehouse", scopes }), 201);

    private static async Task<(HttpClient Seller, ShopId Shop)> SellerWithShop(TestHost on)
    {
        var ann = await People.Register(on);
        var application = new
        {
            name = "Ann's tea", slug = $"shop-{Guid.NewGuid():N}", country = "UZ", legalForm = "SELF_EMPLOYED", kind = "GOODS",
            taxExempt = true, description = "Tea",
        };
        var shop = (await People.Json(await ann.Client.PostAsJsonAsync("seller/shop", application), 201)).GetProperty("id").GetGuid();
        var moderator = on.As(UserId.New(DateTimeOffset.UtcNow), "moderator");
        await People.Json(await moderator.PostAsync($"sellers/{shop}/approve", null), 200);
        await on.Settle();
        return ((await People.LogIn(on, ann.Email)).Client, new ShopId(shop));
    }
}
