using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Keys that turn, tokens that end before their time, and sessions bound to where they began.</summary>
public sealed class TokenTests(TestHost host)
{
    [Fact]
    public async Task Keys_turn_without_anybody_noticing_and_the_next_one_is_public_before_it_signs()
    {
        await using var own = await TestHost.Start();
        var ann = await People.Register(own);
        var before = await Kids(own);
        Assert.Equal(2, before.Count);
        Assert.Equal(before[0], KidOf(ann.Access));

        Assert.Equal("signing-key-too-young", await People.Code(await Rotate(own, false), 409));
        await Age(own);
        await People.Json(await Rotate(own, false), 200);

        var later = await People.LogIn(own, ann.Email);
        Assert.Equal(before[1], KidOf(later.Access));
        Assert.Equal(3, (await Kids(own)).Count);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await later.Client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_key_in_wrong_hands_proves_nothing_any_more_on_any_host()
    {
        await using var first = await TestHost.Start();
        await using var second = await TestHost.Start(database: first.DatabaseName);
        var ann = await People.Register(first);
        using var there = People.With(second, ann.Access);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("me")).StatusCode);

        await People.Json(await Rotate(first, true), 200);

        Assert.Equal("token-invalid", await People.Code(await ann.Client.GetAsync("me"), 401));
        Assert.InRange(await SecondsUntilRefused(there), 0, 6);
        var renewed = await People.Json(await first.Anyone().PostAsJsonAsync("auth/refresh", new { refreshToken = ann.Refresh }), 200);
        using var again = People.With(second, renewed.GetProperty("accessToken").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_key_turns_by_itself_when_it_is_old()
    {
        await using var own = await TestHost.Start();
        var ann = await People.Register(own);
        await Age(own);

        await using var next = await TestHost.Start(
            new Dictionary<string, string?> { ["Identity:RotateKeysAfter"] = "00:00:01" }, database: own.DatabaseName);

        var later = await People.LogIn(next, ann.Email);
        Assert.NotEqual(KidOf(ann.Access), KidOf(later.Access));
    }

    [Fact]
    public async Task Private_keys_lie_encrypted_in_the_database()
    {
        await using var own = await TestHost.Start();
        await using var ask = own.Database.CreateCommand("SELECT sealed_key FROM identity.token_keys WHERE state = 'NEXT'");
        var closed = (byte[])(await ask.ExecuteScalarAsync())!;

        using var key = System.Security.Cryptography.ECDsa.Create();
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => key.ImportPkcs8PrivateKey(closed, out _));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => key.ImportPkcs8PrivateKey(closed.AsSpan(12), out _));
    }

    [Fact]
    public async Task A_token_given_back_is_refused_on_every_host_and_its_session_goes_on()
    {
        await using var first = await TestHost.Start();
        await using var second = await TestHost.Start(database: first.DatabaseName);
        var ann = await People.Register(first);
        using var there = People.With(second, ann.Access);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("me")).StatusCode);

        var answer = await first.Anyone().PostAsJsonAsync("auth/revoke", new { token = ann.Access });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("token-invalid", await People.Code(await ann.Client.GetAsync("me"), 401));
        Assert.InRange(await SecondsUntilRefused(there), 0, 6);
        await People.Json(await first.Anyone().PostAsJsonAsync("auth/refresh", new { refreshToken = ann.Refresh }), 200);
    }

    [Fact]
    public async Task A_refresh_token_given_back_ends_its_session_and_an_unknown_one_tells_nothing()
    {
        var ann = await People.Register(host);

        var known = await host.Anyone().PostAsJsonAsync("auth/revoke", new { token = ann.Refresh });
        var unknown = await host.Anyone().PostAsJsonAsync("auth/revoke", new { token = "nobody knows this" });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (known.StatusCode, unknown.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await ann.Client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_replayed_refresh_token_ends_the_family_on_the_other_host_within_five_seconds()
    {
        await using var first = await TestHost.Start();
        await using var second = await TestHost.Start(database: first.DatabaseName);
        var ann = await People.Register(first);
        var renewed = await People.Json(await second.Anyone().PostAsJsonAsync("auth/refresh", new { refreshToken = ann.Refresh }), 200);
        using var there = People.With(second, renewed.GetProperty("accessToken").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("me")).StatusCode);

        var replay = await first.Anyone().PostAsJsonAsync("auth/refresh", new { refreshToken = ann.Refresh });

        Assert.Equal("session-over", await People.Code(replay, 401));
        Assert.InRange(await SecondsUntilRefused(there), 0, 6);
        var successor = renewed.GetProperty("refreshToken").GetString();
        Assert.Equal("session-over", await People.Code(
            await second.Anyone().PostAsJsonAsync("auth/refresh", new { refreshToken = successor }), 401));
    }

    [Fact]
    public async Task A_bound_session_is_good_only_where_it_began()
    {
        await using var own = await TestHost.Start(new Dictionary<string, string?> { ["Identity:BindSessions"] = "both" });
        var ann = await People.Register(own);
        using var browser = Agent(People.With(own, ann.Access), "Another browser");
        using var thief = Agent(own.Anyone(), "Another browser");

        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);
        Assert.Equal("token-invalid", await People.Code(await browser.GetAsync("me"), 401));
        Assert.Equal("session-over", await People.Code(await thief.PostAsJsonAsync("auth/refresh", new { refreshToken = ann.Refresh }), 401));

        // The token was elsewhere, so nobody keeps the session.
        Assert.Equal(HttpStatusCode.Unauthorized, (await ann.Client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_new_device_is_told_to_the_owner_and_a_known_one_is_not()
    {
        await using var own = await TestHost.Start();
        var ann = await People.Register(own);
        await SignInWith(own, ann.Email, "Phone 1.0");
        await SignInWith(own, ann.Email, "Phone 1.0");
        await own.Settle();

        var news = await People.Json(await ann.Client.GetAsync("me/notifications"), 200);

        var notice = Assert.Single(news.GetProperty("items").EnumerateArray(), n => n.GetProperty("title").GetString() == "New sign-in");
        Assert.Contains("Phone 1.0", notice.GetProperty("body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_other_device_can_be_signed_out_at_once()
    {
        var ann = await People.Register(host);
        var phone = await People.LogIn(host, ann.Email);
        Assert.Equal(HttpStatusCode.OK, (await phone.Client.GetAsync("me")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync("me/devices")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Client.GetAsync("me")).StatusCode);
        var left = await People.Json(await ann.Client.GetAsync("me/devices"), 200);
        var device = Assert.Single(left.GetProperty("items").EnumerateArray());
        Assert.True(device.GetProperty("current").GetBoolean());
        Assert.Equal("127.0.0.0/24", device.GetProperty("network").GetString());
    }

    [Fact]
    public async Task An_administrator_ends_the_sessions_of_an_account()
    {
        var ann = await People.Register(host);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);

        var answer = await host.As(UserId.New(DateTimeOffset.UtcNow), "admin").PostAsync($"users/{ann.Id}/sign-out", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ann.Client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_library_we_did_not_write_proves_our_token_from_our_published_keys()
    {
        var ann = await People.Register(host);
        var jwks = await People.Json(await host.Anyone().GetAsync(new Uri(host.Api, "/.well-known/jwks.json")), 200);

        var genuine = await Jose(ann.Access, jwks, "marketplace-api");
        Assert.True(genuine.GetProperty("ok").GetBoolean(), genuine.ToString());
        Assert.Equal(ann.Id.ToString(), genuine.GetProperty("payload").GetProperty("sub").GetString());

        Assert.Equal("ERR_JWT_CLAIM_VALIDATION_FAILED", (await Jose(ann.Access, jwks, "others")).GetProperty("code").GetString());
        var forged = ann.Access[..^6] + (ann.Access.EndsWith("AAAAAA", StringComparison.Ordinal) ? "BBBBBB" : "AAAAAA");
        Assert.False((await Jose(forged, jwks, "marketplace-api")).GetProperty("ok").GetBoolean());
    }

    private static async Task<JsonElement> Jose(string token, JsonElement jwks, string audience)
    {
        var script = Path.Combine(RepositoryRoot(), "tests", "Independent", "verify-token.mjs");
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { token, jwks, issuer = "marketplace", audience }));
        node.StandardInput.Close();
        return JsonDocument.Parse(await node.StandardOutput.ReadToEndAsync()).RootElement;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Marketplace.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    private static Task<HttpResponseMessage> Rotate(TestHost own, bool compromised) =>
        own.As(UserId.New(DateTimeOffset.UtcNow), "admin").PostAsJsonAsync("admin/signing-keys/rotate", new { compromised });

    // As if the waiting key had been public for an hour.
    private static async Task Age(TestHost own)
    {
        await using var age = own.Database.CreateCommand(
            "UPDATE identity.token_keys SET made_at = made_at - interval '1 hour' WHERE state = 'NEXT'");
        Assert.Equal(1, await age.ExecuteNonQueryAsync());
    }

    private static async Task<List<string>> Kids(TestHost own)
    {
        var keys = await People.Json(await own.Anyone().GetAsync(new Uri(own.Api, "/.well-known/jwks.json")), 200);
        var kids = keys.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!).ToList();

        // The settings' key, which the test host signs with first, comes first.
        var first = KidOf((await People.Register(own)).Access);
        return [.. kids.OrderBy(k => k == first ? 0 : 1)];
    }

    private static string KidOf(string token)
    {
        var header = System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(0, token.IndexOf('.', StringComparison.Ordinal)));
        return JsonDocument.Parse(header).RootElement.GetProperty("kid").GetString()!;
    }

    private static async Task<double> SecondsUntilRefused(HttpClient client)
    {
        var since = Stopwatch.StartNew();
        while ((await client.GetAsync("me")).StatusCode != HttpStatusCode.Unauthorized && since.Elapsed < TimeSpan.FromSeconds(12))
            await Task.Delay(50);
        return since.Elapsed.TotalSeconds;
    }

    private static HttpClient Agent(HttpClient client, string agent)
    {
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        return client;
    }

    private static async Task SignInWith(TestHost own, string email, string agent)
    {
        using var client = Agent(own.Anyone(), agent);
        await People.Json(await client.PostAsJsonAsync("auth/login", new { email, password = People.Password }), 200);
    }
}
