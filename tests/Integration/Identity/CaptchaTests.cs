using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts.Kit;
using Marketplace.Tests.Integration.Adapters;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>When a captcha is asked for, and what happens while its provider is away (S7).</summary>
public sealed class CaptchaTests : IAsyncLifetime
{
    private readonly CaptchaSimulator _turnstile = new(turnstile: true);
    private ScriptedProvider _provider = null!;
    private TestHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await ScriptedProvider.Start(_turnstile.Serve);
        var settings = CaptchaSimulator.Settings(_provider.Address).ToDictionary(s => "Adapters:Captcha:turnstile:" + s.Key, s => s.Value);
        settings["Adapters:Captcha:turnstile:Enabled"] = "true";
        _host = await TestHost.Start(settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Registering_needs_a_solved_captcha_and_waits_while_its_provider_is_away()
    {
        var refused = await People.Json(await Register(null), 422);
        Assert.Equal(("captcha-required", "turnstile", CaptchaSimulator.SiteKey), (
            refused.GetProperty("code").GetString(), refused.GetProperty("provider").GetString(), refused.GetProperty("siteKey").GetString()));
        Assert.Equal("captcha-refused", await People.Code(await Register("made-up"), 422));
        Assert.Equal("captcha-refused", await People.Code(await Register(new string('x', 9000)), 422));
        Assert.Equal("captcha-refused", await People.Code(await Register(_turnstile.Solve("market.test", "login")), 422));

        _provider.Next(Fault.BadGateway);
        Assert.Equal("captcha-unavailable", await People.Code(await Register(_turnstile.Solve("market.test", "register")), 503));

        Assert.Equal(HttpStatusCode.Created, (await Register(_turnstile.Solve("market.test", "register"))).StatusCode);
    }

    [Fact]
    public async Task After_three_failures_a_name_needs_a_captcha_whether_it_exists_or_not()
    {
        var ann = People.Address();
        await Register(_turnstile.Solve("market.test", "register"), ann);
        foreach (var email in new[] { ann, People.Address() })
        {
            for (var i = 0; i < 3; i++) Assert.Equal(401, (int)(await LogIn(email, "not the password")).StatusCode);
            Assert.Equal("captcha-required", await People.Code(await LogIn(email, People.Password), 422));
        }

        var solved = await LogIn(ann, People.Password, _turnstile.Solve("market.test", "login"));

        Assert.Equal(HttpStatusCode.OK, solved.StatusCode);
    }

    [Fact]
    public async Task While_the_provider_is_away_people_sign_in_and_locks_still_hold()
    {
        var ann = People.Address();
        await Register(_turnstile.Solve("market.test", "register"), ann);
        for (var i = 0; i < 3; i++) await LogIn(ann, "not the password");
        for (var i = 0; i < 7; i++)
        {
            _provider.Next(Fault.BadGateway);
            Assert.Equal(401, (int)(await LogIn(ann, "not the password", "answer")).StatusCode);
        }

        _provider.Next(Fault.BadGateway);
        Assert.Equal(401, (int)(await LogIn(ann, People.Password, "answer")).StatusCode);
    }

    private Task<HttpResponseMessage> Register(string? captcha, string? email = null) => _host.Anyone().PostAsJsonAsync(
        "auth/register", new { email = email ?? People.Address(), password = People.Password, name = "Ann", captcha });

    private Task<HttpResponseMessage> LogIn(string email, string password, string? captcha = null) =>
        _host.Anyone().PostAsJsonAsync("auth/login", new { email, password, captcha });
}
