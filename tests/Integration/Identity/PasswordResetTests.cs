using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Getting back in by mail or by message, and changing a password (A18, S8).</summary>
public sealed class PasswordResetTests(StrictMarket market) : IClassFixture<StrictMarket>
{
    private const string Another = "another horse battery";

    private readonly TestHost _host = market.Host;

    [Fact]
    public async Task A_link_by_mail_gives_a_new_password_once_and_ends_every_session()
    {
        var ann = await market.Confirmed();
        Assert.Equal(HttpStatusCode.Accepted, (await Forgot(new { email = ann.Email.ToUpperInvariant() })).StatusCode);
        var token = await market.Mail.Token(_host, ann.Email);

        Assert.Equal(HttpStatusCode.NoContent, (await Reset(new { token, password = Another })).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await ann.Client.GetAsync("me")).StatusCode);
        Assert.Equal(401, (int)(await _host.Anyone().PostAsJsonAsync("auth/login", new { email = ann.Email, password = People.Password })).StatusCode);
        await People.LogIn(_host, ann.Email, Another);
        Assert.Equal("proof-not-good", await People.Code(await Reset(new { token, password = "yet another horse" }), 422));
        Assert.Equal("Your password was changed", (await market.Mail.To(_host, ann.Email))[^1].Subject);
    }

    [Fact]
    public async Task A_code_by_message_gives_a_new_password_and_five_wrong_ones_void_it()
    {
        var (bob, phone) = await WithPhone();
        await Forgot(new { phone });
        var first = await market.Mail.Code(_host, phone);
        for (var i = 0; i < 5; i++)
            Assert.Equal(422, (int)(await Reset(new { phone, code = Mail.NotThe(first), password = Another })).StatusCode);
        Assert.Equal(422, (int)(await Reset(new { phone, code = first, password = Another })).StatusCode);

        await Forgot(new { phone });
        var reset = await Reset(new { phone, code = await market.Mail.Code(_host, phone), password = Another });

        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bob.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_stranger_gets_the_same_answer_and_no_letter()
    {
        var (ann, stranger) = (await market.Confirmed(), People.Address());

        var (known, unknown) = (await Forgot(new { email = ann.Email }), await Forgot(new { email = stranger }));

        Assert.Equal((known.StatusCode, await known.Content.ReadAsStringAsync()), (unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
        Assert.Equal(Names(known), Names(unknown));
        Assert.Empty(await market.Mail.To(_host, stranger));
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_the_link_stays_good()
    {
        var ann = await market.Confirmed();
        await Forgot(new { email = ann.Email });
        var token = await market.Mail.Token(_host, ann.Email);

        var refused = await People.Json(await Reset(new { token, password = "password123" }), 422);

        Assert.Equal("too-common", refused.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(204, (int)(await Reset(new { token, password = Another })).StatusCode);
    }

    [Fact]
    public async Task A_reset_does_not_get_past_a_second_factor()
    {
        var ann = await market.Confirmed();
        await SecondFactorTests.TurnOn(ann);
        await Forgot(new { email = ann.Email });
        await Reset(new { token = await market.Mail.Token(_host, ann.Email), password = Another });

        var answer = await _host.Anyone().PostAsJsonAsync("auth/login", new { email = ann.Email, password = Another });

        Assert.Equal("second-factor-code-required", await People.Code(answer, 401));
    }

    [Fact]
    public async Task A_changed_password_keeps_this_device_and_ends_the_others()
    {
        var ann = await market.Confirmed();
        var phone = await People.LogIn(_host, ann.Email);

        var wrong = await ann.Client.PostAsJsonAsync("me/password", new { currentPassword = "not her password", password = Another });
        Assert.Equal("password-wrong", await People.Code(wrong, 422));
        var changed = await ann.Client.PostAsJsonAsync("me/password", new { currentPassword = People.Password, password = Another });

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Client.GetAsync("me")).StatusCode);
        await People.LogIn(_host, ann.Email, Another);
        Assert.Equal("Your password was changed", (await market.Mail.To(_host, ann.Email))[^1].Subject);
    }

    [Fact]
    public async Task Ten_wrong_guesses_on_a_stolen_device_end_the_guessing()
    {
        var ann = await market.Confirmed();
        for (var i = 0; i < 10; i++)
            await ann.Client.PostAsJsonAsync("me/password", new { currentPassword = "not her password", password = Another });

        var right = await ann.Client.PostAsJsonAsync("me/password", new { currentPassword = People.Password, password = Another });

        Assert.Equal("password-wrong", await People.Code(right, 422));
    }

    [Theory]
    [InlineData("auth/password/forgot", "{}", 422)]
    [InlineData("auth/password/forgot", """{"email":"nobody"}""", 422)]
    [InlineData("auth/password/forgot", """{"email":"a@b.de","phone":"+79161234567"}""", 422)]
    [InlineData("auth/password/forgot", """{"email":"a\u0000@b.de"}""", 400)]
    [InlineData("auth/password/reset", """{"password":"another horse"}""", 422)]
    [InlineData("auth/password/reset", """{"token":"x","password":"another horse"}""", 422)]
    [InlineData("auth/password/reset", """{"token":"x","password":"short"}""", 422)]
    [InlineData("auth/password/reset", """{"phone":"+79161234567","password":"another horse"}""", 422)]
    [InlineData("auth/password/reset", """{"phone":"+79161234567","code":"000000","password":"another horse"}""", 422)]
    [InlineData("auth/password/reset", """{"phone":"+79161234567","code":"000000","password":"another horse","user":"x"}""", 400)]
    [InlineData("me/password", """{"currentPassword":"a","password":"another horse"}""", 401)]
    [InlineData("auth/reauthenticate", """{"password":"a"}""", 401)]
    public Task Bad_input_is_refused_with_a_problem(string address, string body, int status) =>
        ConfirmationTests.Refused(_host.Anyone(), address, body, status);

    private Task<HttpResponseMessage> Forgot(object body) => _host.Anyone().PostAsJsonAsync("auth/password/forgot", body);

    private Task<HttpResponseMessage> Reset(object body) => _host.Anyone().PostAsJsonAsync("auth/password/reset", body);

    private async Task<(HttpClient Client, string Phone)> WithPhone()
    {
        var phone = $"+99891{Random.Shared.Next(1_000_000, 9_999_999)}";
        var body = new { phone, password = People.Password, name = "Bob", locale = "en" };
        var tokens = await People.Json(await _host.Anyone().PostAsJsonAsync("auth/register", body), 201);
        var client = People.With(_host, tokens.GetProperty("accessToken").GetString()!);
        await client.PostAsJsonAsync("auth/phone/verify", new { code = await market.Mail.Code(_host, phone) });
        return (client, phone);
    }

    private static string Names(HttpResponseMessage answer) => string.Join(',', answer.Headers.Select(h => h.Key).Where(n => n != "Date").Order());
}
