using System.Collections.Concurrent;
using System.Text.Json;
using Marketplace.Adapters.Identity.Facebook;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>Facebook as its documentation says: versioned Graph, errors as objects, a proof with every call.</summary>
internal sealed class FacebookSimulator : IProviderDouble
{
    public const string AppId = "1234567890";
    public const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly Grants _grants = new(AppId, OpenIdSimulator.Callback, pkce: true);
    private readonly ConcurrentDictionary<string, PersonAtProvider> _tokens = new();
    private TokenFlaw? _flaw;

    public ScriptedAnswer Serve(ScriptedRequest request)
    {
        var query = QueryHelpers.ParseQuery(request.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        return (request.Method, request.Path) switch
        {
            ("POST", "/v99.0/oauth/access_token") => Redeem(request),
            ("GET", "/debug_token") => Debug(query),
            ("GET", "/v99.0/me") => Me(query),
            _ => Refuse(2500, 404),
        };
    }

    public BroughtBack Agree(Uri address, PersonAtProvider person)
    {
        var query = Ask(address);
        return new BroughtBack(query["state"], _grants.Agree(query, person), null, null, null);
    }

    public BroughtBack Decline(Uri address) => new(Ask(address)["state"], null, "access_denied", null, null);

    public bool Spoil(TokenFlaw flaw)
    {
        if (flaw is not (TokenFlaw.WrongAudience or TokenFlaw.Expired or TokenFlaw.NoToken)) return false;
        _flaw = flaw;
        return true;
    }

    public bool RotateKeys() => false;

    public void ForgetUs() => _grants.KnowsUs = false;

    private Dictionary<string, string> Ask(Uri address) =>
        _grants.Read(address, "/v99.0/dialog/oauth", ("response_type", "code"), ("scope", "public_profile,email"));

    private ScriptedAnswer Redeem(ScriptedRequest request)
    {
        if (Grants.Form(request) is not { } form || !_grants.KnowsUs || form["client_id"] != AppId || form["client_secret"] != Secret) return Refuse(1);
        if (_grants.Redeem(form) is not { } grant) return Refuse(100);
        if (_flaw == TokenFlaw.NoToken)
        {
            _flaw = null;
            return ScriptedAnswer.Json("""{"token_type":"bearer"}""");
        }

        var token = "EAA" + Guid.NewGuid().ToString("N");
        _tokens[token] = grant.Person;
        return ScriptedAnswer.Json(JsonSerializer.Serialize(new { access_token = token, token_type = "bearer", expires_in = 5183944 }));
    }

    private ScriptedAnswer Debug(Dictionary<string, string> query)
    {
        var flaw = _flaw;
        _flaw = null;
        if (query.GetValueOrDefault("access_token") != $"{AppId}|{Secret}") return Refuse(190);
        return ScriptedAnswer.Json(JsonSerializer.Serialize(new
        {
            data = new
            {
                app_id = flaw == TokenFlaw.WrongAudience ? "999" : AppId,
                is_valid = flaw != TokenFlaw.Expired && _tokens.ContainsKey(query.GetValueOrDefault("input_token", "")),
            },
        }));
    }

    private ScriptedAnswer Me(Dictionary<string, string> query)
    {
        var token = query.GetValueOrDefault("access_token", "");
        if (!_tokens.TryGetValue(token, out var person)) return Refuse(190);
        if (query.GetValueOrDefault("appsecret_proof") != FacebookSignIn.ProofOf(Secret, token)) return Refuse(100);
        var me = new Dictionary<string, string> { ["id"] = person.Subject };
        if (person.Name is not null) me["name"] = person.Name;
        if (person.Email is not null) me["email"] = person.Email;
        return ScriptedAnswer.Json(JsonSerializer.Serialize(me));
    }

    private static ScriptedAnswer Refuse(int code, int status = 400) => ScriptedAnswer.Json(
        JsonSerializer.Serialize(new { error = new { message = "No.", type = "OAuthException", code, error_subcode = 460, fbtrace_id = "A" } }), status);
}

/// <summary>Facebook keeps every promise of a sign-in provider.</summary>
public sealed class FacebookSignInTests : ExternalSignInContract
{
    protected override async Task<ExternalSignInScript> Begin()
    {
        var facebook = new FacebookSimulator();
        var server = await ScriptedProvider.Start((request, _) => Task.FromResult(facebook.Serve(request)));
        var port = AdapterUnderTest.Of<IExternalSignIn>(new FacebookAdapter(), Settings(server.Address));
        return new ExternalSignInScript(port, server, facebook, FacebookSimulator.Secret) { CallsToRedeem = 3, Vouches = false };
    }

    [Fact]
    public void The_proof_is_the_one_of_the_documentation() => Assert.Equal(
        "9c1152c99cda7c8617c2b4b8a5a37aa21e1a2ff7cdba69f3f41155434f946f85",
        FacebookSignIn.ProofOf("0123456789abcdef0123456789abcdef", "EAAtesttoken123"));

    [Theory]
    [InlineData("Version", "")]
    [InlineData("Version", "19")]
    [InlineData("Version", "v1.0/../me")]
    [InlineData("ClientSecret", "")]
    public void Settings_that_cannot_work_stop_the_start(string name, string value)
    {
        var settings = Settings(new Uri("http://127.0.0.1:1"));
        settings[name] = value;

        Assert.Contains(name, Assert.Throws<InvalidOperationException>(
            () => AdapterUnderTest.Of<IExternalSignIn>(new FacebookAdapter(), settings)).Message, StringComparison.Ordinal);
    }

    internal static Dictionary<string, string?> Settings(Uri address) => new()
    {
        ["SiteUrl"] = address.ToString(), ["GraphUrl"] = address.ToString(), ["ClientId"] = FacebookSimulator.AppId, ["Version"] = "v99.0",
        ["ClientSecret"] = FacebookSimulator.Secret, ["Callback"] = OpenIdSimulator.Callback, ["Timeout"] = "00:00:02",
    };
}
