using System.Net.Http.Headers;
using System.Text;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Sdk.SignIn;

/// <summary>How one OpenID Connect provider differs from the next.</summary>
/// <param name="Authority">The issuer; its discovery document names the addresses.</param>
/// <param name="Scope">What is asked for.</param>
/// <param name="Rules">What its ID tokens must be.</param>
public sealed record OpenIdTraits(Uri Authority, string Scope, IdTokenRules Rules)
{
    /// <summary>Whether it knows PKCE.</summary>
    public bool Pkce { get; init; } = true;

    /// <summary>Whether it wants id and secret as HTTP Basic instead of in the form.</summary>
    public bool Basic { get; init; }

    /// <summary>Further parameters of the authorization request.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes the client secret; some have to be signed anew.</summary>
    public required Func<string> Secret { get; init; }
}

/// <summary>The authorization code flow with a provider that speaks OpenID Connect; its adapter says what is special.</summary>
public sealed class OpenIdProvider
{
    private static readonly TimeSpan DiscoveryGoodFor = TimeSpan.FromHours(24);

    private readonly ProviderCalls _calls;
    private readonly ExternalSignInOptions _options;
    private readonly OpenIdTraits _traits;
    private readonly TimeProvider _time;
    private readonly IdTokens _tokens;
    private volatile Discovery? _discovery;

    /// <summary>A provider behind an HTTP client of the adapter; tokens are checked by real time.</summary>
    public OpenIdProvider(HttpClient http, ExternalSignInOptions options, OpenIdTraits traits, TimeProvider time)
    {
        (_calls, _options, _traits, _time) = (new ProviderCalls(http), options, traits, time);
        _tokens = new IdTokens(new SigningKeySet(_calls, time), traits.Rules, time);
    }

    /// <summary>Where to send the person; null while the provider cannot be asked.</summary>
    public async Task<Uri?> AddressFor(AuthorizationRequest request, CancellationToken ct)
    {
        try
        {
            var discovery = await Discover(ct);
            var query = new Dictionary<string, string>
            {
                ["response_type"] = "code", ["client_id"] = _options.ClientId, ["redirect_uri"] = _options.Callback!.OriginalString,
                ["scope"] = _traits.Scope, ["state"] = request.State, ["nonce"] = request.Nonce,
            };
            if (_traits.Pkce) (query["code_challenge"], query["code_challenge_method"]) = (request.CodeChallenge, "S256");
            foreach (var (name, value) in _traits.Extra) query[name] = value;
            return WithQuery(discovery.Authorize, query);
        }
        catch (ProviderAwayException)
        {
            return null;
        }
    }

    /// <summary>Redeems a code and reads the ID token; <paramref name="identify"/> makes an identity of its claims.</summary>
    public async Task<ExternalOutcome> Redeem(
        AuthorizationResponse response, Func<System.Text.Json.JsonElement, ExternalIdentity?> identify, CancellationToken ct)
    {
        // An answer that names another issuer was meant for another provider (RFC 9207).
        if (response.Issuer is { } said && !_traits.Rules.Issuers.Contains(said)) return new ExternalOutcome.Refused("issuer");
        try
        {
            var discovery = await Discover(ct);
            var answer = await _calls.Post(discovery.Token, Form(response), Authenticate(), ct);
            if (answer.Text("error") is { } error) return OAuthErrors.Outcome(error);
            if (!answer.IsGood) return new ExternalOutcome.Unknown($"HTTP {(int)answer.Status}");
            if (answer.Text("id_token") is not { } token) return new ExternalOutcome.Unknown("no id_token");

            var reading = await _tokens.Read(token, response.Nonce, discovery.Keys, ct);
            if (reading.Claims is not { } claims) return new ExternalOutcome.Refused($"id-token-{reading.Fault}");
            return identify(claims) is { Subject.Length: > 0 and <= 255 } identity
                ? new ExternalOutcome.Identified(identity)
                : new ExternalOutcome.Refused("id-token-subject");
        }
        catch (ProviderAwayException e)
        {
            return new ExternalOutcome.Unknown(e.Message);
        }
    }

    /// <summary>An address with a query in canonical encoding.</summary>
    public static Uri WithQuery(Uri address, IReadOnlyDictionary<string, string> query)
    {
        var pairs = string.Join('&', query.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        return new Uri($"{address.OriginalString}{(address.Query.Length == 0 ? '?' : '&')}{pairs}");
    }

    private Dictionary<string, string> Form(AuthorizationResponse response)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = response.Code, ["redirect_uri"] = _options.Callback!.OriginalString,
            ["client_id"] = _options.ClientId,
        };
        if (!_traits.Basic) form["client_secret"] = _traits.Secret();
        if (_traits.Pkce) form["code_verifier"] = response.CodeVerifier;
        return form;
    }

    private Action<HttpRequestHeaders>? Authenticate()
    {
        if (!_traits.Basic) return null;
        var pair = $"{Uri.EscapeDataString(_options.ClientId)}:{Uri.EscapeDataString(_traits.Secret())}";
        return headers => headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    private async Task<Discovery> Discover(CancellationToken ct)
    {
        if (_discovery is { } known && _time.GetUtcNow() < known.GoodUntil) return known;
        var root = _traits.Authority.OriginalString.TrimEnd('/');
        ProviderAnswer answer;
        try
        {
            answer = await _calls.Get(new Uri(root + "/.well-known/openid-configuration"), null, ct);
        }
        catch (ProviderAwayException) when (_discovery is not null)
        {
            return _discovery;
        }

        if (!answer.IsGood || answer.Text("issuer")?.TrimEnd('/') != root) throw new ProviderAwayException("no discovery document");
        return _discovery = new Discovery(
            Address(answer, "authorization_endpoint"), Address(answer, "token_endpoint"), Address(answer, "jwks_uri"),
            _time.GetUtcNow() + DiscoveryGoodFor);
    }

    private static Uri Address(ProviderAnswer answer, string name) =>
        Uri.TryCreate(answer.Text(name), UriKind.Absolute, out var address) && ExternalSignInOptions.IsSecure(address)
            ? address
            : throw new ProviderAwayException($"no {name}");

    private sealed record Discovery(Uri Authorize, Uri Token, Uri Keys, DateTimeOffset GoodUntil);
}
