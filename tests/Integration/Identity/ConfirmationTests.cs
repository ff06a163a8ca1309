using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Who reads an address owns it, and nobody learns from us whether it has an account (A17, S7, S8).</summary>
public sealed class ConfirmationTests(StrictMarket market) : IClassFixture<StrictMarket>
{
    private readonly TestHost _host = market.Host;

    [Fact]
    public async Task An_address_counts_once_its_link_was_followed_and_the_link_works_once()
    {
        var ann = await People.Register(_host);
        Assert.False((await People.Json(await ann.Client.GetAsync("me"), 200)).TryGetProperty("email", out _));
        Assert.Equal(401, (int)(await LogIn(ann.Email)).StatusCode);
        var token = await market.Mail.Token(_host, ann.Email);

        Assert.Equal(HttpStatusCode.NoContent, (await Verify(token)).StatusCode);

        Assert.Equal("proof-not-good", await People.Code(await Verify(token), 422));
        var me = await People.Json(await ann.Client.GetAsync("me"), 200);
        Assert.Equal((ann.Email, true), (me.GetProperty("email").GetString(), me.GetProperty("emailConfirmed").GetBoolean()));
        Assert.Equal(HttpStatusCode.OK, (await LogIn(ann.Email)).StatusCode);
    }

    [Fact]
    public async Task Without_a_proved_address_nothing_is_ordered_and_browsing_goes_on()
    {
        var ann = await People.Register(_host);
        var place = await Place(ann);
        Assert.Equal("account-not-confirmed", await People.Code(place, 403));
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("products")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("cart")).StatusCode);

        await Verify(await market.Mail.Token(_host, ann.Email));

        Assert.Equal(404, (int)(await Place(ann)).StatusCode);
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_only_its_reader_learns_of_it()
    {
        var ann = await market.Confirmed();

        var again = await People.Register(_host, ann.Email);

        Assert.NotEqual(ann.Id, again.Id);
        Assert.Equal(Shape(ann), Shape(again));
        var letters = await market.Mail.To(_host, ann.Email);
        Assert.Equal("You already have an account", letters[^1].Subject);
        Assert.DoesNotContain("token=", letters[^1].Text, StringComparison.Ordinal);
        Assert.Equal(ann.Id, (await People.LogIn(_host, ann.Email)).Id);
    }

    [Fact]
    public async Task Of_two_who_registered_an_address_the_first_to_prove_it_gets_it()
    {
        var (first, second) = (await People.Register(_host), default(Person));
        second = await People.Register(_host, first.Email);
        var tokens = (await market.Mail.To(_host, first.Email)).Select(m => m.Text.Split("token=")[1][..48]).ToList();
        Assert.Equal(2, tokens.Distinct().Count());

        Assert.Equal(HttpStatusCode.NoContent, (await Verify(tokens[1])).StatusCode);

        Assert.Equal("address-taken", await People.Code(await Verify(tokens[0]), 409));
        Assert.True((await People.Json(await second.Client.GetAsync("me"), 200)).TryGetProperty("email", out _)
            ^ (await People.Json(await first.Client.GetAsync("me"), 200)).TryGetProperty("email", out _));
    }

    [Fact]
    public async Task A_phone_is_proved_by_its_code_and_five_wrong_ones_void_it()
    {
        var (bob, phone) = await WithPhone();
        var code = await market.Mail.Code(_host, phone);
        for (var i = 0; i < 5; i++)
            Assert.Equal("proof-not-good", await People.Code(await VerifyPhone(bob, Mail.NotThe(code)), 422));
        Assert.Equal(422, (int)(await VerifyPhone(bob, code)).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await bob.PostAsync("auth/phone/resend", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await VerifyPhone(bob, await market.Mail.Code(_host, phone))).StatusCode);

        Assert.Equal(phone, (await People.Json(await bob.GetAsync("me"), 200)).GetProperty("phone").GetString());
    }

    [Fact]
    public async Task A_link_is_good_for_half_an_hour_and_a_code_for_ten_minutes()
    {
        var ann = await People.Register(_host);
        var (bob, phone) = await WithPhone();
        var (token, code) = (await market.Mail.Token(_host, ann.Email), await market.Mail.Code(_host, phone));
        await Execute("UPDATE identity.letters SET written_at = written_at - interval '30 minutes' WHERE address = $1", ann.Email);
        await Execute("UPDATE identity.letters SET written_at = written_at - interval '10 minutes' WHERE address = $1", phone);

        Assert.Equal("proof-not-good", await People.Code(await Verify(token), 422));
        Assert.Equal("proof-not-good", await People.Code(await VerifyPhone(bob, code), 422));
    }

    [Fact]
    public async Task Whoever_keeps_asking_gets_five_letters_an_hour_and_always_the_same_answer()
    {
        var ann = await People.Register(_host);

        for (var i = 0; i < 8; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await ann.Client.PostAsync("auth/email/resend", null)).StatusCode);

        Assert.Equal(5, (await market.Mail.To(_host, ann.Email)).Count);
    }

    [Fact]
    public async Task A_new_address_counts_once_proved_and_the_old_one_is_told()
    {
        var ann = await market.Confirmed();
        var wanted = People.Address();
        Assert.Equal(HttpStatusCode.Accepted, (await ann.Client.PostAsJsonAsync("me/email", new { email = wanted })).StatusCode);
        Assert.Equal(ann.Email, (await People.Json(await ann.Client.GetAsync("me"), 200)).GetProperty("email").GetString());

        await Verify(await market.Mail.Token(_host, wanted));

        Assert.Equal(wanted, (await People.Json(await ann.Client.GetAsync("me"), 200)).GetProperty("email").GetString());
        Assert.Equal("Your contact was changed", (await market.Mail.To(_host, ann.Email))[^1].Subject);
        Assert.Equal(401, (int)(await LogIn(ann.Email)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await LogIn(wanted)).StatusCode);
    }

    [Fact]
    public async Task A_sensitive_change_wants_a_fresh_sign_in_and_a_password_makes_it_fresh()
    {
        var ann = await market.Confirmed();
        await Execute("UPDATE identity.sessions SET started_at = started_at - interval '6 minutes' WHERE id = $1", Guid.Parse(ann.Session));
        var body = new { email = People.Address() };
        Assert.Equal("fresh-sign-in-required", await People.Code(await ann.Client.PostAsJsonAsync("me/email", body), 403));

        var wrong = await ann.Client.PostAsJsonAsync("auth/reauthenticate", new { password = "not her password" });
        Assert.Equal("proof-not-good", await People.Code(wrong, 422));
        Assert.Equal(403, (int)(await ann.Client.PostAsJsonAsync("me/email", body)).StatusCode);
        Assert.Equal(204, (int)(await ann.Client.PostAsJsonAsync("auth/reauthenticate", new { password = People.Password })).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await ann.Client.PostAsJsonAsync("me/email", body)).StatusCode);
    }

    [Fact]
    public async Task No_link_and_no_code_is_in_the_database()
    {
        var ann = await People.Register(_host);
        var token = await market.Mail.Token(_host, ann.Email);

        await using var look = _host.Database.CreateCommand("""
            SELECT count(*) FROM (SELECT l::text AS row FROM identity.letters l UNION ALL SELECT o::text FROM transport.outbox o
                UNION ALL SELECT n::text FROM notifications.notifications n) rows WHERE strpos(row, $1) > 0
            """);
        look.Parameters.Add(new() { Value = token });
        Assert.Equal(0L, await look.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("auth/email/verify", "{}", 400)]
    [InlineData("auth/email/verify", """{"token":""}""", 422)]
    [InlineData("auth/email/verify", """{"token":"................................................"}""", 422)]
    [InlineData("auth/email/verify", """{"token":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", 422)]
    [InlineData("auth/phone/verify", """{"code":"123456"}""", 401)]
    [InlineData("auth/email/resend", "{}", 401)]
    [InlineData("me/email", """{"email":"a@b.de"}""", 401)]
    public async Task Bad_input_is_refused_with_a_problem(string address, string body, int status) =>
        await Refused(_host.Anyone(), address, body, status);

    [Theory]
    [InlineData("auth/phone/verify", """{"code":"12345"}""", 422)]
    [InlineData("auth/phone/verify", """{"code":"１２３４５６"}""", 422)]
    [InlineData("auth/phone/verify", """{"code":123456}""", 400)]
    [InlineData("auth/phone/resend", "", 409)]
    [InlineData("me/email", """{"email":"nobody"}""", 422)]
    [InlineData("me/phone", """{"phone":"12345"}""", 422)]
    public async Task Bad_input_of_somebody_signed_in_is_refused_with_a_problem(string address, string body, int status) =>
        await Refused((await People.Register(_host)).Client, address, body, status);

    internal static async Task Refused(HttpClient client, string address, string body, int status)
    {
        var answer = await client.PostAsync(address, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.True(status == (int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private async Task<(HttpClient Client, string Phone)> WithPhone()
    {
        var phone = $"+99890{Random.Shared.Next(1_000_000, 9_999_999)}";
        var body = new { phone, password = People.Password, name = "Bob", locale = "en" };
        var tokens = await People.Json(await _host.Anyone().PostAsJsonAsync("auth/register", body), 201);
        return (People.With(_host, tokens.GetProperty("accessToken").GetString()!), phone);
    }

    private Task<HttpResponseMessage> Verify(string token) => _host.Anyone().PostAsJsonAsync("auth/email/verify", new { token });

    private static Task<HttpResponseMessage> VerifyPhone(HttpClient who, string code) => who.PostAsJsonAsync("auth/phone/verify", new { code });

    private Task<HttpResponseMessage> LogIn(string email) =>
        _host.Anyone().PostAsJsonAsync("auth/login", new { email, password = People.Password });

    private static async Task<HttpResponseMessage> Place(Person who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"checkouts/{Guid.NewGuid()}/place")
        {
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } }, Content = JsonContent.Create(new { payment = new { provider = "sandbox", method = "card" } }),
        };
        return await who.Client.SendAsync(request);
    }

    private static string Shape(Person person) => string.Join(',', person.Tokens.EnumerateObject().Select(p => $"{p.Name}:{p.Value.ValueKind}"));

    private async Task Execute(string sql, object value)
    {
        await using var command = _host.Database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }
}
