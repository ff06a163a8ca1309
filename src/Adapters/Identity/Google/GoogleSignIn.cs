using System.Text.Json;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Google;

/// <summary>OpenID Connect as Google speaks it: two spellings of the issuer, and addresses it vouches for only where it runs them.</summary>
internal sealed class GoogleSignIn(HttpClient http, GoogleOptions options) : IExternalSignIn
{
    private readonly string _issuer = options.Authority.OriginalString.TrimEnd('/');
    private readonly OpenIdProvider _provider = new(http, options, Traits(options), TimeProvider.System);

    public string Name => "Google";

    public Task<Uri?> AddressFor(AuthorizationRequest request, CancellationToken ct) => _provider.AddressFor(request, ct);

    public Task<ExternalOutcome> Redeem(AuthorizationResponse response, CancellationToken ct) => _provider.Redeem(response, Identify, ct);

    private static OpenIdTraits Traits(GoogleOptions options) => new(
        options.Authority, "openid email profile",
        new IdTokenRules([options.Authority.OriginalString.TrimEnd('/'), options.Authority.Authority], options.ClientId, ["RS256"]))
    {
        Secret = () => options.ClientSecret, Extra = new Dictionary<string, string> { ["prompt"] = "select_account" },
    };

    private ExternalIdentity Identify(JsonElement claims)
    {
        var email = ProviderAnswer.Text(claims, "email");
        var verified = claims.TryGetProperty("email_verified", out var said) && said.ValueKind == JsonValueKind.True;

        // Elsewhere the address was proved to Google once, and may have changed hands since.
        var runsIt = email?.EndsWith("@gmail.com", StringComparison.OrdinalIgnoreCase) is true
            || ProviderAnswer.Text(claims, "hd") is { Length: > 0 };
        return new ExternalIdentity(
            _issuer, ProviderAnswer.Text(claims, "sub") ?? "", email, verified && runsIt, ProviderAnswer.Text(claims, "name"));
    }
}
