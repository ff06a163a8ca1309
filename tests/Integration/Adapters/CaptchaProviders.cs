using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Marketplace.Adapters.Captcha.HCaptcha;
using Marketplace.Adapters.Captcha.Turnstile;
using Marketplace.Adapters.Sdk;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters;

/// <summary>The two providers as their documentation describes siteverify: form fields, error codes, answers that count once.</summary>
internal sealed class CaptchaSimulator(bool turnstile)
{
    public const string Secret = "0xSECRET+of/the=site";
    public const string SiteKey = "10000000-site-key";

    private readonly ConcurrentDictionary<string, (string Host, string Action, bool Used)> _answers = new();

    public bool KnowsUs { get; set; } = true;

    public string Solve(string host, string action)
    {
        var answer = Guid.NewGuid().ToString("N");
        _answers[answer] = (host, action, false);
        return answer;
    }

    public Task<ScriptedAnswer> Serve(ScriptedRequest request, CancellationToken ct) => Task.FromResult(Verify(request));

    public static async Task<CaptchaScript> Begin(IAdapter adapter, bool turnstile)
    {
        var simulator = new CaptchaSimulator(turnstile);
        var provider = await ScriptedProvider.Start(simulator.Serve);
        var captcha = AdapterUnderTest.Of<ICaptcha>(adapter, Settings(provider.Address));
        return new CaptchaScript(captcha, provider, simulator.Solve, () => simulator.KnowsUs = false, Secret);
    }

    public static Dictionary<string, string?> Settings(Uri address) => new()
    {
        ["BaseUrl"] = address.ToString(), ["SiteKey"] = SiteKey, ["Secret"] = Secret, ["Hosts"] = "www.market.test, market.test",
        ["Timeout"] = "00:00:01",
    };

    private ScriptedAnswer Verify(ScriptedRequest request)
    {
        var type = request.Headers.GetValueOrDefault("content-type", "");
        if (request.Method != "POST" || request.Path != "/siteverify" || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal))
            return Refuse("bad-request");

        var form = new FormReader(Encoding.UTF8.GetString(request.Body)).ReadForm();
        if (!form.TryGetValue("secret", out var secret)) return Refuse("missing-input-secret");
        if (!KnowsUs || secret != Secret) return Refuse("invalid-input-secret");
        if (!turnstile && form.TryGetValue("sitekey", out var site) && site != SiteKey) return Refuse("sitekey-secret-mismatch");
        if (!form.TryGetValue("response", out var answer)) return Refuse("missing-input-response");
        if (!_answers.TryGetValue(answer.ToString(), out var given)) return Refuse("invalid-input-response");
        if (given.Used) return Refuse(turnstile ? "timeout-or-duplicate" : "already-seen-response");

        _answers[answer.ToString()] = given with { Used = true };
        return ScriptedAnswer.Json(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["success"] = true, ["challenge_ts"] = "2026-11-20T12:00:00Z", ["hostname"] = given.Host, ["error-codes"] = Array.Empty<string>(),
            [turnstile ? "action" : "credit"] = turnstile ? given.Action : true,
        }));
    }

    private static ScriptedAnswer Refuse(string code) =>
        ScriptedAnswer.Json(JsonSerializer.Serialize(new Dictionary<string, object> { ["success"] = false, ["error-codes"] = new[] { code } }));
}

/// <summary>hCaptcha keeps every promise of a captcha.</summary>
public sealed class HCaptchaTests : CaptchaContract
{
    protected override Task<CaptchaScript> Begin() => CaptchaSimulator.Begin(new HCaptchaAdapter(), turnstile: false);

    [Fact]
    public void The_published_test_key_is_refused_unless_asked_for()
    {
        var settings = CaptchaSimulator.Settings(new Uri("http://127.0.0.1:1"));
        settings["Secret"] = "0x0000000000000000000000000000000000000000";

        Assert.Throws<InvalidOperationException>(() => AdapterUnderTest.Of<ICaptcha>(new HCaptchaAdapter(), settings));
        settings["AllowTestKeys"] = "true";
        Assert.NotNull(AdapterUnderTest.Of<ICaptcha>(new HCaptchaAdapter(), settings));
    }
}

/// <summary>Turnstile keeps every promise of a captcha.</summary>
public sealed class TurnstileTests : CaptchaContract
{
    protected override Task<CaptchaScript> Begin() => CaptchaSimulator.Begin(new TurnstileAdapter(), turnstile: true);

    [Theory]
    [InlineData("1x0000000000000000000000000000000AA")]
    [InlineData("2x0000000000000000000000000000000AA")]
    [InlineData("3x0000000000000000000000000000000AA")]
    public void The_published_test_keys_are_refused_unless_asked_for(string secret)
    {
        var settings = CaptchaSimulator.Settings(new Uri("http://127.0.0.1:1"));
        settings["Secret"] = secret;

        Assert.Throws<InvalidOperationException>(() => AdapterUnderTest.Of<ICaptcha>(new TurnstileAdapter(), settings));
        settings["AllowTestKeys"] = "true";
        Assert.NotNull(AdapterUnderTest.Of<ICaptcha>(new TurnstileAdapter(), settings));
    }

    [Fact]
    public async Task An_answer_given_in_another_form_is_refused()
    {
        await using var script = await Begin();

        var outcome = await script.Captcha.Check(script.Solve(CaptchaScript.OurHost, "newsletter"), "login", TestContext.Current.CancellationToken);

        Assert.Equal(new CaptchaOutcome.Refused("wrong-action"), outcome);
    }
}
