using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Marketplace.Ports.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

public sealed class SignInTests(TestHost host)
{
    [Fact]
    public async Task Who_registers_is_signed_in_as_a_buyer()
    {
        var ann = await People.Register(host);

        var me = await People.Json(await ann.Client.GetAsync("me"), 200);

        Assert.Equal(ann.Email, me.GetProperty("email").GetString());
        Assert.Equal(["buyer"], me.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
        Assert.False(me.TryGetProperty("passwordHash", out _));
        Assert.Equal(600, ann.Tokens.GetProperty("expiresIn").GetInt32());
    }

    [Fact]
    public async Task A_phone_number_signs_in_however_it_is_written()
    {
        var phone = $"+99890{Random.Shared.Next(1_000_000, 9_999_999)}";
        await People.Json(await host.Anyone().PostAsJsonAsync("auth/register",
            new { phone, password = People.Password, name = "Bob" }), 201);

        var answer = await host.Anyone().PostAsJsonAsync(
            "auth/login", new { phone = $"{phone[..4]} ({phone[4..6]}) {phone[6..]}", password = People.Password });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_is_registered_once_even_when_two_try_at_once()
    {
        var body = new { email = People.Address(), password = People.Password, name = "Ann" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => host.Anyone().PostAsJsonAsync("auth/register", body)));

        // Everybody gets the same answer, and one of them the address.
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        await using var owners = host.Database.CreateCommand("SELECT count(*) FROM identity.users WHERE email = $1");
        owners.Parameters.Add(new() { Value = body.email });
        Assert.Equal(1L, await owners.ExecuteScalarAsync());
    }

    [Fact]
    public async Task An_unknown_account_and_a_wrong_password_get_the_same_answer()
    {
        var ann = await People.Register(host);

        var wrong = await Refusal(ann.Email, "not her password");
        var unknown = await Refusal(People.Address(), "not her password");

        Assert.Equal(wrong, unknown);
        Assert.Contains("sign-in-refused", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_reuse_ends_the_session_at_once()
    {
        var ann = await People.Register(host);
        var second = await People.Json(await Refresh(ann.Refresh), 200);
        using var client = People.With(host, second.GetProperty("accessToken").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal("session-over", await People.Code(await Refresh(ann.Refresh), 401));

        Assert.Equal("token-invalid", await People.Code(await client.GetAsync("me"), 401));
        Assert.Equal("session-over",
            await People.Code(await Refresh(second.GetProperty("refreshToken").GetString()!), 401));
    }

    [Fact]
    public async Task Of_many_who_present_one_refresh_token_at_once_at_most_one_wins()
    {
        var ann = await People.Register(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh(ann.Refresh)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Logout_ends_access_at_once()
    {
        var ann = await People.Register(host);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.PostAsync("auth/logout", null)).StatusCode);

        Assert.Equal("token-invalid", await People.Code(await ann.Client.GetAsync("me"), 401));
        Assert.Equal("session-over", await People.Code(await Refresh(ann.Refresh), 401));
    }

    [Fact]
    public async Task Logout_everywhere_ends_every_session_and_nobody_elses()
    {
        var (ann, bob) = (await People.Register(host), await People.Register(host));
        var phone = await People.LogIn(host, ann.Email);
        Assert.Equal(HttpStatusCode.OK, (await phone.Client.GetAsync("me")).StatusCode);

        await ann.Client.PostAsJsonAsync("auth/logout", new { everywhere = true });

        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Client.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bob.Client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_token_seen_before_is_read_in_no_time()
    {
        var ann = await People.Register(host);
        await using var scope = host.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IAccessTokens>();
        Assert.NotNull(await tokens.Read(ann.Access, CancellationToken.None));

        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20_000; i++) await tokens.Read(ann.Access, CancellationToken.None);

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMicroseconds / 20_000, 0, 50);
    }

    [Fact]
    public async Task Sessions_over_for_a_month_are_forgotten_and_living_ones_are_not()
    {
        await using var own = await TestHost.Start();
        var (ended, unused, living) = (await People.Register(own), await People.Register(own), await People.Register(own));
        await Execute(own, $"UPDATE identity.sessions SET ended_at = now() - interval '31 days' WHERE id = '{ended.Session}'");
        await Execute(own, $"UPDATE identity.sessions SET seen_at = now() - interval '45 days' WHERE id = '{unused.Session}'");

        await own.Advance(TimeSpan.FromDays(1));

        await using var left = own.Database.CreateCommand("SELECT string_agg(session::text, ',') FROM identity.refresh_tokens");
        Assert.Equal(living.Session, await left.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Another_host_learns_of_a_logout_within_five_seconds()
    {
        await using var first = await TestHost.Start();
        await using var second = await TestHost.Start(database: first.DatabaseName);
        var ann = await People.Register(first);
        using var there = People.With(second, ann.Access);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("me")).StatusCode);

        await ann.Client.PostAsync("auth/logout", null);
        var ended = DateTime.UtcNow;
        while ((await there.GetAsync("me")).StatusCode != HttpStatusCode.Unauthorized
            && DateTime.UtcNow < ended.AddSeconds(10)) await Task.Delay(100);

        Assert.InRange((DateTime.UtcNow - ended).TotalSeconds, 0, 6);
    }

    [Fact]
    public async Task An_idempotency_key_stores_no_tokens()
    {
        var email = People.Address();
        using var client = host.Anyone();
        client.DefaultRequestHeaders.Add("Idempotency-Key", $"register-{email}");

        await People.Json(await client.PostAsJsonAsync("auth/register",
            new { email, password = People.Password, name = "Ann" }), 201);

        await using var stored = host.Database.CreateCommand("SELECT count(*) FROM transport.once WHERE key = $1");
        stored.Parameters.Add(new() { Value = $"register-{email}" });
        Assert.Equal(0L, await stored.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Neither_password_nor_refresh_token_is_in_the_database()
    {
        var ann = await People.Register(host);

        await using var look = host.Database.CreateCommand("""
            SELECT count(*) FROM (SELECT u::text AS row FROM identity.users u
                UNION ALL SELECT t::text FROM identity.refresh_tokens t
                UNION ALL SELECT s::text FROM identity.sessions s UNION ALL SELECT c::text FROM identity.changes c) rows
            WHERE strpos(row, $1) > 0 OR strpos(row, $2) > 0
            """);
        look.Parameters.Add(new() { Value = People.Password });
        look.Parameters.Add(new() { Value = ann.Refresh });
        Assert.Equal(0L, await look.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_forged_token_is_refused_even_where_nobody_needs_one()
    {
        var ann = await People.Register(host);
        using var forged = People.With(host, ann.Access[..^4] + "AAAA");

        Assert.Equal("token-invalid", await People.Code(await forged.GetAsync("me"), 401));
        Assert.Equal("token-invalid", await People.Code(await forged.GetAsync("shops/none"), 401));
        Assert.Equal(
            HttpStatusCode.OK, (await forged.PostAsJsonAsync("auth/login",
                new { email = ann.Email, password = People.Password })).StatusCode);
    }

    [Fact]
    public async Task The_public_key_is_where_everybody_looks_for_it()
    {
        var keys = await People.Json(await host.Anyone().GetAsync(new Uri(host.Api, "/.well-known/jwks.json")), 200);

        // One signs, one waits for its turn.
        var listed = keys.GetProperty("keys").EnumerateArray().ToList();
        Assert.Equal(2, listed.Count);
        Assert.All(listed, key => Assert.Equal(["EC", "P-256", "sig", "ES256"],
            new[] { "kty", "crv", "use", "alg" }.Select(n => key.GetProperty(n).GetString())));
        Assert.All(listed, key => Assert.False(key.TryGetProperty("d", out _)));
    }

    [Fact]
    public async Task Moving_the_markets_clock_signs_nobody_out()
    {
        await using var own = await TestHost.Start();
        var ann = await People.Register(own);

        await own.Advance(TimeSpan.FromDays(100));

        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);
        Assert.Equal(
            HttpStatusCode.OK, (await own.Anyone().PostAsJsonAsync("auth/refresh",
                new { refreshToken = ann.Refresh })).StatusCode);
    }

    [Fact]
    public async Task The_first_administrator_comes_from_the_settings_and_is_made_once()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Identity:FirstAdmin:Email"] = "root@example.com", ["Identity:FirstAdmin:Password"] = People.Password,
        };
        await using var first = await TestHost.Start(settings);
        await using var again = await TestHost.Start(settings, database: first.DatabaseName);

        var admin = await People.LogIn(again, "root@example.com");
        var users = await People.Json(await admin.Client.GetAsync("users?role=admin"), 200);

        Assert.Equal("root@example.com",
            Assert.Single(users.GetProperty("items").EnumerateArray()).GetProperty("email").GetString());
    }

    [Theory]
    [InlineData("auth/register", "{}", 400)]
    [InlineData("auth/register", """{"email":"a@b.de","password":"12345678","name":"A","role":"admin"}""", 400)]
    [InlineData("auth/register", """{"email":"a@b.de","password":"1234567","name":"A"}""", 422)]
    [InlineData("auth/register", """{"email":"a@b.de","password":"12345678","name":"A\u0000"}""", 400)]
    [InlineData("auth/register", """{"email":null,"password":"12345678","name":"A"}""", 422)]
    [InlineData("auth/login", """{"email":"a\u0000@b.de","password":"12345678"}""", 400)]
    [InlineData("auth/login", """{"password":"12345678"}""", 422)]
    [InlineData("auth/login", """{"email":"a@b.de","phone":"+79161234567","password":"12345678"}""", 422)]
    [InlineData("auth/login", """{"email":"a@b.de","password":12345678}""", 400)]
    [InlineData("auth/refresh", """{"refreshToken":null}""", 400)]
    [InlineData("auth/refresh", """{"refreshToken":""}""", 401)]
    [InlineData("auth/logout", "{}", 401)]
    public async Task Bad_input_is_refused_with_a_problem(string address, string body, int status)
    {
        var answer = await host.Anyone().PostAsync(address,
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private static async Task Execute(TestHost host, string sql)
    {
        await using var command = host.Database.CreateCommand(sql);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private Task<HttpResponseMessage> Refresh(string token) =>
        host.Anyone().PostAsJsonAsync("auth/refresh", new { refreshToken = token });

    private async Task<string> Refusal(string email, string password)
    {
        var answer = await host.Anyone().PostAsJsonAsync("auth/login", new { email, password });
        var problem = await People.Json(answer, 401);
        return string.Join('\n', problem.EnumerateObject().Where(p => p.Name != "traceId")
            .Select(p => $"{p.Name}={p.Value}"));
    }
}
