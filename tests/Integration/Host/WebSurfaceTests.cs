using System.Net;
using System.Net.Http.Json;
using Marketplace.Adapters.Http.Guards;
using Marketplace.Tests.Integration.Identity;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

/// <summary>What the edge promises to browsers, proxies and networks (quality S15–S19).</summary>
public sealed class WebSurfaceTests(TestHost host)
{
    [Theory]
    [InlineData("/api/v1/products")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/me")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/index.html")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/nowhere")]
    public async Task Pages_and_api_score_a_hundred_or_more_on_the_observatory_scale(string address)
    {
        using var answer = await host.Anyone().GetAsync(new Uri(host.Api, address));

        var (score, losses) = Observatory.Score(answer);

        Assert.True(score >= 100, $"{address}: {score}: {losses}");
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.DoesNotContain("unsafe-eval", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_request_body_carries_the_headers_too()
    {
        using var answer = await host.Anyone().PostAsync(
            "auth/login", new StringContent("{", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(Observatory.Score(answer).Score >= 100);
    }

    [Fact]
    public async Task Answers_about_a_person_are_kept_in_no_cache()
    {
        var ann = await People.Register(host);

        foreach (var address in new[] { "me", "me/devices", "orders", "me/notifications" })
        {
            using var answer = await ann.Client.GetAsync(address);
            Assert.True(answer.Headers.CacheControl!.NoStore, address);
        }
    }

    [Fact]
    public async Task Only_pages_of_allowed_origins_may_read_answers()
    {
        await using var own = await TestHost.Start(new Dictionary<string, string?> { ["Web:Origins"] = "https://shop.example.com" });

        foreach (var foreign in new[] { "null", "https://evil.example", "https://shop.example.com.evil.example", "http://shop.example.com",
            "https://shop.example.com:444", "https://sub.shop.example.com" })
        {
            using var refused = await Ask(own, HttpMethod.Get, "products", ("Origin", foreign));
            Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"), foreign);
        }

        using var allowed = await Ask(own, HttpMethod.Get, "products", ("Origin", "https://shop.example.com"));
        Assert.Equal("https://shop.example.com", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("Origin", allowed.Headers.Vary);
        using var preflight = await Ask(own, HttpMethod.Options, "auth/login", ("Origin", "https://shop.example.com"),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type,idempotency-key"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains("POST", string.Join(',', preflight.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_allowed_origins_nobody_is_let_in()
    {
        using var answer = await Ask(host, HttpMethod.Get, "products", ("Origin", "https://shop.example.com"));

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("Web:Origins", "*")]
    [InlineData("Web:Origins", "null")]
    [InlineData("Web:Origins", "https://shop.example.com/")]
    [InlineData("Web:Hosts", "a b")]
    [InlineData("Web:KnownProxies", "everybody")]
    public void Rules_that_make_no_sense_stop_the_start(string name, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)]).Build();

        var refusal = Assert.Throws<InvalidOperationException>(() => WebRules.Read(settings).Forwarding());

        Assert.StartsWith(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused_except_for_health()
    {
        await using var own = await TestHost.Start(new Dictionary<string, string?> { ["Web:Hosts"] = "market.example.com" });

        using var foreign = await Ask(own, HttpMethod.Get, "products", ("Host", "evil.example"));
        using var ours = await Ask(own, HttpMethod.Get, "products", ("Host", "market.example.com"));
        using var health = await Ask(own, HttpMethod.Get, "/health/live", ("Host", "10.0.0.7"));

        Assert.Equal("wrong-host", await People.Code(foreign, 421));
        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Plain_http_is_refused_by_the_api_and_led_to_https_on_pages()
    {
        await using var own = await TestHost.Start(
            new Dictionary<string, string?> { ["Web:RequireHttps"] = "true", ["Web:KnownProxies"] = "127.0.0.1" });

        using var plain = await Ask(own, HttpMethod.Get, "products");
        using var page = await Ask(own, HttpMethod.Get, "/docs/index.html");
        using var secure = await Ask(own, HttpMethod.Get, "products", ("X-Forwarded-Proto", "https"));

        Assert.Equal("https-required", await People.Code(plain, 403));
        Assert.Equal(HttpStatusCode.PermanentRedirect, page.StatusCode);
        Assert.StartsWith("https://127.0.0.1/docs", page.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, secure.StatusCode);
    }

    [Fact]
    public async Task Forwarded_addresses_count_only_when_a_known_proxy_says_them()
    {
        await using var unknown = await TestHost.Start();
        await using var known = await TestHost.Start(new Dictionary<string, string?> { ["Web:KnownProxies"] = "127.0.0.0/8" });

        Assert.Equal("127.0.0.0/24", await NetworkOf(unknown));
        Assert.Equal("203.0.113.0/24", await NetworkOf(known));
    }

    [Fact]
    public async Task A_cookie_signs_in_for_reads_and_needs_our_pages_secret_to_change_things()
    {
        var ann = await People.Register(host);
        using var opened = await ann.Client.PostAsync("auth/cookie", null);
        var secret = (await People.Json(opened, 200)).GetProperty("csrfToken").GetString()!;
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^__Host-access=[^;]+; max-age=[0-9]+; path=/; secure; samesite=strict; httponly$", cookie);
        var sent = ("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        var (fromUs, key) = (("Origin", host.Api.GetLeftPart(UriPartial.Authority)), ("X-CSRF-Token", secret));

        Assert.Equal(200, await Status(HttpMethod.Get, "me", sent));
        Assert.Equal(401, await Status(HttpMethod.Post, "me/notifications/read-all", sent));
        Assert.Equal(401, await Status(HttpMethod.Post, "me/notifications/read-all", sent, fromUs));
        Assert.Equal(401, await Status(HttpMethod.Post, "me/notifications/read-all", sent, key, ("Origin", "https://evil.example")));
        Assert.Equal(401, await Status(HttpMethod.Post, "me/notifications/read-all", sent, key, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(401, await Status(HttpMethod.Post, "me/notifications/read-all", sent, ("X-CSRF-Token", new string('0', 64))));
        Assert.InRange(await Status(HttpMethod.Post, "me/notifications/read-all", sent, fromUs, key, ("Sec-Fetch-Site", "same-origin")), 200, 204);

        await ann.Client.PostAsync("auth/logout", null);
        Assert.Equal(401, await Status(HttpMethod.Get, "me", sent));
    }

    [Fact]
    public async Task A_cookie_renews_itself_by_the_one_beside_it_once_and_only_from_our_pages()
    {
        var ann = await People.Register(host);
        using var opened = await ann.Client.PostAsJsonAsync("auth/cookie", new { refreshToken = ann.Refresh });
        var secret = (await People.Json(opened, 200)).GetProperty("refreshCsrfToken").GetString()!;
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Secure-refresh", StringComparison.Ordinal));
        Assert.Matches("^__Secure-refresh=[^;]+; max-age=[0-9]+; path=/api/v1/auth/cookie; secure; samesite=strict; httponly$", cookie);
        var sent = ("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);

        Assert.Equal(401, await Status(HttpMethod.Post, "auth/cookie/refresh"));
        Assert.Equal(401, await Status(HttpMethod.Post, "auth/cookie/refresh", sent));
        Assert.Equal(401, await Status(HttpMethod.Post, "auth/cookie/refresh", sent, ("X-CSRF-Token", secret), ("Origin", "https://evil.example")));
        using var renewed = await Ask(host, HttpMethod.Post, "auth/cookie/refresh", sent, ("X-CSRF-Token", secret));
        Assert.NotEqual(secret, (await People.Json(renewed, 200)).GetProperty("refreshCsrfToken").GetString());
        var access = renewed.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-access", StringComparison.Ordinal));
        var now = ("Cookie", access[..access.IndexOf(';', StringComparison.Ordinal)]);
        Assert.Equal(200, await Status(HttpMethod.Get, "me", now));

        // A refresh token counts once: whoever copied it ends the session.
        Assert.Equal(401, await Status(HttpMethod.Post, "auth/cookie/refresh", sent, ("X-CSRF-Token", secret)));
        Assert.Equal(401, await Status(HttpMethod.Get, "me", now));
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task Methods_nobody_uses_are_refused(string method)
    {
        using var answer = await Ask(host, new HttpMethod(method), "products");

        Assert.InRange((int)answer.StatusCode, 400, 405);
    }

    private async Task<int> Status(HttpMethod method, string address, params (string, string)[] headers)
    {
        using var answer = await Ask(host, method, address, headers);
        return (int)answer.StatusCode;
    }

    private static async Task<string?> NetworkOf(TestHost own)
    {
        var email = People.Address();
        using var client = own.Anyone();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        var tokens = await People.Json(
            await client.PostAsJsonAsync("auth/register", new { email, password = People.Password, name = "Ann" }), 201);
        using var me = People.With(own, tokens.GetProperty("accessToken").GetString()!);
        var devices = await People.Json(await me.GetAsync("me/devices"), 200);
        return devices.GetProperty("items")[0].GetProperty("network").GetString();
    }

    private static async Task<HttpResponseMessage> Ask(
        TestHost own, HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(method, new Uri(own.Api, address));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await client.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }
}
