using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Signing in through a provider (S9).</summary>
public sealed class ExternalSignInTests(ProviderMarket market) : IClassFixture<ProviderMarket>
{
    [Fact]
    public async Task The_providers_are_those_that_are_switched_on()
    {
        var list = await People.Json(await market.Host.Anyone().GetAsync("auth/external"), 200);

        Assert.Equal(["facebook Facebook", "google Google", "telegram Telegram"], list.GetProperty("items").EnumerateArray()
            .Select(p => $"{p.GetProperty("code").GetString()} {p.GetProperty("name").GetString()}").Order(StringComparer.Ordinal));
        Assert.Equal("identity-provider-not-found", await People.Code(await market.Host.Anyone().PostAsync("auth/external/github/begin", null), 404));
    }

    [Fact]
    public async Task A_market_without_credentials_offers_none()
    {
        await using var plain = await TestHost.Start();

        Assert.Empty((await People.Json(await plain.Anyone().GetAsync("auth/external"), 200)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Who_is_new_gets_an_account_without_password_and_the_same_one_the_next_time()
    {
        var ann = ProviderMarket.Somebody();

        var first = await market.Open().Enter("google", ann);
        var again = await market.Open().Enter("google", ann with { Email = "changed@gmail.com" });

        Assert.Equal(first.Id, again.Id);
        var me = await People.Json(await first.Client.GetAsync("me"), 200);
        Assert.Equal((ann.Email, true, "Ann Lee"), (
            me.GetProperty("email").GetString(), me.GetProperty("emailConfirmed").GetBoolean(), me.GetProperty("name").GetString()));
        Assert.Equal(2, (await People.Json(await first.Client.GetAsync("me/devices"), 200)).GetProperty("items").GetArrayLength());
        foreach (var password in new[] { "", "null", People.Password })
            Assert.Equal(401, (int)(await market.Host.Anyone().PostAsJsonAsync("auth/login", new { email = ann.Email, password })).StatusCode);
    }

    [Fact]
    public async Task Two_people_of_two_providers_with_one_number_are_two_people()
    {
        var ann = ProviderMarket.Somebody();

        var google = await market.Open().Enter("google", ann);
        var telegram = await market.Open().Enter("telegram", ann with { Email = null });

        Assert.NotEqual(google.Id, telegram.Id);
    }

    [Fact]
    public async Task An_address_that_has_an_account_leads_nowhere_until_its_owner_links()
    {
        var owner = await Registered($"{Guid.NewGuid():N}@gmail.com");
        var ann = ProviderMarket.Somebody(owner.Email);

        var refused = await market.Open().Come("google", ann);

        Assert.Equal("account-exists", await People.Code(refused, 409));
        Assert.Empty(await Linked(owner));
        Assert.Equal(204, (int)(await market.Open(owner.Access).Come("google", ann)).StatusCode);
        Assert.Equal(owner.Id, (await market.Open().Enter("google", ann)).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_nobody_vouches_for_tells_nothing_and_has_to_be_proved(bool known)
    {
        var email = People.Address();
        if (known) await Registered(email);

        var person = await market.Open().Enter("facebook", ProviderMarket.Somebody(email));

        var me = await People.Json(await person.Client.GetAsync("me"), 200);
        Assert.False(me.TryGetProperty("email", out _));
        var letter = (await market.Mail.To(market.Host, email))[^1];
        Assert.Equal(known ? "You already have an account" : "Подтвердите адрес почты", letter.Subject);
        if (known) return;

        var token = await market.Mail.Token(market.Host, email);
        await People.Json(await market.Host.Anyone().PostAsJsonAsync("auth/email/verify", new { token }), 204);
        Assert.Equal(email, (await People.Json(await person.Client.GetAsync("me"), 200)).GetProperty("email").GetString());
    }

    [Fact]
    public async Task Google_vouches_only_for_addresses_it_runs()
    {
        var person = await market.Open().Enter("google", ProviderMarket.Somebody(People.Address()));

        Assert.False((await People.Json(await person.Client.GetAsync("me"), 200)).TryGetProperty("email", out _));
    }

    [Fact]
    public async Task A_state_counts_once_in_its_browser_at_its_provider()
    {
        var (browser, ann) = (market.Open(), ProviderMarket.Somebody());
        var back = await browser.Agree("google", ann);
        var stranger = market.Open();
        await stranger.Begin("google");
        var changed = back.State[..^6] + (back.State[^6] == 'A' ? 'B' : 'A') + back.State[^5..];

        foreach (var refused in new[]
        {
            await market.Open().Complete("google", back), await stranger.Complete("google", back),
            await browser.Complete("google", back with { State = changed }), await browser.Complete("google", back with { State = "x" }),
            await browser.Complete("telegram", back),
        })
        {
            Assert.Equal("external-state-not-good", await People.Code(refused, 422));
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.Complete("google", back)).StatusCode);
        Assert.Equal("external-state-not-good", await People.Code(await browser.Complete("google", back), 422));
    }

    [Fact]
    public async Task Of_many_who_bring_one_answer_at_once_one_gets_in()
    {
        var browser = market.Open();
        var back = await browser.Agree("google", ProviderMarket.Somebody());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.Complete("google", back)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_person_in_two_browsers_at_once_gets_one_account()
    {
        var ann = ProviderMarket.Somebody();

        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => market.Open().Enter("google", ann)));

        Assert.Single(people.Select(p => p.Id).Distinct());
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        var browser = market.Open();
        await browser.Begin("google");

        Assert.StartsWith("__Host-external=", browser.Cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "secure", "httponly", "samesite=strict", "path=/" })
            Assert.Contains(part, browser.Cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_says_no_is_told_so_and_other_errors_are_refusals()
    {
        var browser = market.Open();
        var declined = market.Double("google").Decline(await browser.Begin("google"));
        var broken = market.Double("google").Decline(await browser.Begin("google")) with { Error = "server_error" };

        Assert.Equal("external-sign-in-declined", await People.Code(await browser.Complete("google", declined), 422));
        Assert.Equal("external-sign-in-refused", await People.Code(await browser.Complete("google", broken), 401));
    }

    [Theory]
    [InlineData(TokenFlaw.WrongNonce)]
    [InlineData(TokenFlaw.WrongAudience)]
    [InlineData(TokenFlaw.Expired)]
    [InlineData(TokenFlaw.BadSignature)]
    public async Task A_token_that_proves_nothing_makes_no_account(TokenFlaw flaw)
    {
        var (browser, ann) = (market.Open(), ProviderMarket.Somebody());
        var back = await browser.Agree("google", ann);
        market.Double("google").Spoil(flaw);

        Assert.Equal("external-sign-in-refused", await People.Code(await browser.Complete("google", back), 401));
        Assert.Equal(0L, await Count("SELECT count(*) FROM identity.linked_identities WHERE subject = $1", ann.Subject));
    }

    [Fact]
    public async Task While_the_provider_is_away_the_answer_says_so_and_the_way_can_be_begun_again()
    {
        var (browser, ann) = (market.Open(), ProviderMarket.Somebody());
        var back = await browser.Agree("google", ann);
        market.Google.Next(Fault.BadGateway);

        var away = await browser.Complete("google", back);

        Assert.Equal("identity-provider-away", await People.Code(away, 503));
        Assert.True(away.Headers.Contains("Retry-After"));
        await browser.Enter("google", ann);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_all_the_same()
    {
        var ann = ProviderMarket.Somebody();
        var (_, codes) = await SecondFactorTests.TurnOn(await market.Open().Enter("google", ann));

        var half = await People.Json(await market.Open().Come("google", ann), 401);

        Assert.Equal("second-factor-code-required", half.GetProperty("code").GetString());
        Assert.False(half.TryGetProperty("accessToken", out _));
        var ticket = half.GetProperty("ticket").GetString();
        Assert.Equal(422, (int)(await market.Host.Anyone().PostAsJsonAsync("auth/2fa/verify", new { ticket, code = "000000" })).StatusCode);
        Assert.Equal(200, (int)(await market.Host.Anyone().PostAsJsonAsync("auth/2fa/verify", new { ticket, code = codes[0] })).StatusCode);
    }

    [Fact]
    public async Task A_staff_role_does_not_count_without_a_second_factor()
    {
        var ann = ProviderMarket.Somebody();
        var person = await market.Open().Enter("google", ann);
        await using (var grant = market.Host.Database.CreateCommand("UPDATE identity.users SET roles = '{buyer,admin}' WHERE id = $1"))
        {
            grant.Parameters.Add(new() { Value = person.Id });
            await grant.ExecuteNonQueryAsync();
        }

        var again = await market.Open().Enter("google", ann);

        Assert.Equal("admin", again.Tokens.GetProperty("withheldRoles")[0].GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await again.Client.GetAsync("users")).StatusCode);
    }

    [Fact]
    public async Task A_locked_name_is_locked_here_too()
    {
        var ann = ProviderMarket.Somebody();
        await market.Open().Enter("google", ann);
        for (var i = 0; i < 10; i++) await market.Host.Anyone().PostAsJsonAsync("auth/login", new { email = ann.Email, password = "wrong password" });

        Assert.Equal("external-sign-in-refused", await People.Code(await market.Open().Come("google", ann), 401));
    }

    [Theory]
    [InlineData("""{"code":"x"}""", 400)]
    [InlineData("""{"state":"","code":"x"}""", 422)]
    [InlineData("""{"state":"x"}""", 422)]
    [InlineData("""{"state":"x","code":"x","error":"y"}""", 422)]
    [InlineData("""{"state":"x","code":""}""", 422)]
    [InlineData("""{"state":"\u0000","code":"x"}""", 400)]
    [InlineData("""{"state":"@@@@","code":"x","locale":"xx"}""", 422)]
    [InlineData("""{"state":"x","code":"x","role":"admin"}""", 400)]
    public async Task Bad_input_is_refused_with_a_problem(string body, int status) =>
        await ConfirmationTests.Refused(market.Host.Anyone(), "auth/external/google/complete", body, status);

    private async Task<Person> Registered(string email)
    {
        var person = await People.Register(market.Host, email);
        var token = await market.Mail.Token(market.Host, email);
        await People.Json(await market.Host.Anyone().PostAsJsonAsync("auth/email/verify", new { token }), 204);
        return person;
    }

    private static async Task<IReadOnlyList<string?>> Linked(Person person) =>
        [.. (await People.Json(await person.Client.GetAsync("me/identities"), 200)).GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("provider").GetString())];

    private async Task<object?> Count(string sql, string parameter)
    {
        await using var count = market.Host.Database.CreateCommand(sql);
        count.Parameters.Add(new() { Value = parameter });
        return await count.ExecuteScalarAsync();
    }
}
