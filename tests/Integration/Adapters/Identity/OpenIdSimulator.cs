using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Adapters.Sdk;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Ports.Identity;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>How a provider of OpenID Connect differs from the next, as its documentation says.</summary>
internal sealed record OpenIdFlavor(string Authorize, string Token, string Keys, string ClientId, string Secret, (string, string)[] Wanted)
{
    public bool Pkce { get; init; } = true;
    public bool Basic { get; init; }
    public string Algorithm { get; init; } = "RS256";
    public string DeclineError { get; init; } = "access_denied";

    /// <summary>Whether it says in the callback who answered.</summary>
    public bool NamesItself { get; init; }

    /// <summary>Looks at the secret a client presents; the simple ones compare it.</summary>
    public Func<string, string, bool>? Accepts { get; init; }

    /// <summary>What its ID tokens say beside the standard claims.</summary>
    public Action<JsonObject, PersonAtProvider> Claims { get; init; } = (_, _) => { };

    /// <summary>What the browser brings beside the code.</summary>
    public Func<PersonAtProvider, string?> Beside { get; init; } = _ => null;
}

/// <summary>A provider of OpenID Connect on a loopback port: discovery, consent, tokens and keys.</summary>
internal sealed class OpenIdSimulator : IProviderDouble
{
    public const string Callback = "https://market.test/back";

    private readonly OpenIdFlavor _flavor;
    private readonly ProviderTokens _tokens;
    private readonly Grants _grants;
    private string _root = "";

    public OpenIdSimulator(OpenIdFlavor flavor, string callback = Callback) =>
        (_flavor, _tokens, _grants) = (flavor, new ProviderTokens(flavor.Algorithm), new Grants(flavor.ClientId, callback, flavor.Pkce));

    public async Task<ScriptedProvider> Start()
    {
        var server = await ScriptedProvider.Start((request, _) => Task.FromResult(Serve(request)));
        _root = server.Address.OriginalString.TrimEnd('/');
        return server;
    }

    public async Task<ExternalSignInScript> Script(IAdapter adapter, Func<Uri, Dictionary<string, string?>> settings)
    {
        var server = await Start();
        var port = AdapterUnderTest.Of<IExternalSignIn>(adapter, settings(server.Address));
        return new ExternalSignInScript(port, server, this, _flavor.Secret) { CallsToRedeem = 1, Pkce = _flavor.Pkce };
    }

    public BroughtBack Agree(Uri address, PersonAtProvider person)
    {
        var query = Ask(address);
        return new BroughtBack(
            query["state"], _grants.Agree(query, person), null, _flavor.NamesItself ? _root : null, _flavor.Beside(person));
    }

    public BroughtBack Decline(Uri address) =>
        new(Ask(address)["state"], null, _flavor.DeclineError, _flavor.NamesItself ? _root : null, null);

    public bool Spoil(TokenFlaw flaw)
    {
        _tokens.Flaw = flaw;
        return true;
    }

    public bool RotateKeys()
    {
        _tokens.Rotate();
        return true;
    }

    public void ForgetUs() => _grants.KnowsUs = false;

    private Dictionary<string, string> Ask(Uri address)
    {
        if (!address.OriginalString.StartsWith(_root, StringComparison.Ordinal)) throw new InvalidOperationException("Sent elsewhere.");
        var query = _grants.Read(address, _flavor.Authorize, [("response_type", "code"), .. _flavor.Wanted]);
        return query.ContainsKey("nonce") ? query : throw new InvalidOperationException("no nonce");
    }

    private ScriptedAnswer Serve(ScriptedRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/.well-known/openid-configuration") => ScriptedAnswer.Json(JsonSerializer.Serialize(new
        {
            issuer = _root, authorization_endpoint = _root + _flavor.Authorize, token_endpoint = _root + _flavor.Token,
            jwks_uri = _root + _flavor.Keys,
        })),
        ("GET", var path) when path == _flavor.Keys => ScriptedAnswer.Json(_tokens.Jwks()),
        ("POST", var path) when path == _flavor.Token => Redeem(request),
        _ => ScriptedAnswer.Json("""{"error":"not_found"}""", 404),
    };

    private ScriptedAnswer Redeem(ScriptedRequest request)
    {
        if (Grants.Form(request) is not { } form || form.GetValueOrDefault("grant_type") != "authorization_code") return Refuse("invalid_request");
        if (!_grants.KnowsUs || form.GetValueOrDefault("client_id") != _flavor.ClientId || !Knows(request, form)) return Refuse("invalid_client");
        if (_grants.Redeem(form) is not { } grant) return Refuse("invalid_grant");

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = _root, ["aud"] = _flavor.ClientId, ["sub"] = grant.Person.Subject, ["iat"] = now, ["exp"] = now + 3600,
            ["nonce"] = grant.Nonce,
        };
        _flavor.Claims(claims, grant.Person);
        return ScriptedAnswer.Json(JsonSerializer.Serialize(new
        {
            access_token = "access-" + Guid.NewGuid(), expires_in = 3599, token_type = "Bearer", id_token = _tokens.Sign(claims),
        }));
    }

    private bool Knows(ScriptedRequest request, Dictionary<string, string> form)
    {
        if (_flavor.Accepts is { } accepts) return accepts(form.GetValueOrDefault("client_secret", ""), _root);
        if (!_flavor.Basic) return form.GetValueOrDefault("client_secret") == _flavor.Secret;
        var pair = $"{Uri.EscapeDataString(_flavor.ClientId)}:{Uri.EscapeDataString(_flavor.Secret)}";
        return !form.ContainsKey("client_secret")
            && request.Headers.GetValueOrDefault("authorization") == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
    }

    private static ScriptedAnswer Refuse(string error) =>
        ScriptedAnswer.Json($$"""{"error":"{{error}}","error_description":"Bad Request"}""", error == "invalid_client" ? 401 : 400);
}

/// <summary>The providers that speak OpenID Connect, each with its ways.</summary>
internal static class OpenIdFlavors
{
    public const string Secret = "client+secret/of=the market";

    public static OpenIdFlavor Google { get; } = new(
        "/o/oauth2/v2/auth", "/token", "/oauth2/v3/certs", "42-market.apps", Secret, [("scope", "openid email profile")])
    {
        NamesItself = true,
        Claims = (claims, person) =>
        {
            (claims["azp"], claims["email"], claims["name"]) = ("42-market.apps", person.Email, person.Name);
            if (person.Email is not null) claims["email_verified"] = person.EmailVerified;
            foreach (var absent in claims.Where(c => c.Value is null).Select(c => c.Key).ToList()) claims.Remove(absent);
        },
    };

    public static OpenIdFlavor Telegram { get; } = new("/auth", "/token", "/.well-known/jwks.json", "700123456789", Secret, [("scope", "openid profile")])
    {
        Basic = true,
        Claims = (claims, person) =>
        {
            claims["aud"] = 700123456789;
            claims["id"] = long.Parse(person.Subject, CultureInfo.InvariantCulture);
            claims["sub"] = person.Subject;
            if (person.Name is not null) (claims["name"], claims["preferred_username"]) = (person.Name, "somebody");
        },
    };
}
