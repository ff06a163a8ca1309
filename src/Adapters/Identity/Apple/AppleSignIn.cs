using System.Text.Json;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Apple;

/// <summary>
/// OpenID Connect as Apple speaks it: people come back by a form, the name comes beside the code and only once, and truth may
/// be a text.
/// </summary>
internal sealed class AppleSignIn(HttpClient http, AppleOptions options) : IExternalSignIn
{
    private const int LongestPerson = 4096;
    private readonly string _issuer = options.Authority.OriginalString.TrimEnd('/');
    private readonly OpenIdProvider _provider = new(http, options, Traits(options), TimeProvider.System);

    public string Name => "Apple";

    public Task<Uri?> AddressFor(AuthorizationRequest request, CancellationToken ct) => _provider.AddressFor(request, ct);

    public Task<ExternalOutcome> Redeem(AuthorizationResponse response, CancellationToken ct) =>
        _provider.Redeem(response, claims => Identify(claims, response.Person), ct);

    private static OpenIdTraits Traits(AppleOptions options)
    {
        var secret = new AppleClientSecret(options, TimeProvider.System);
        return new OpenIdTraits(
            options.Authority, "name email",
            new IdTokenRules([options.Authority.OriginalString.TrimEnd('/')], options.ClientId, ["RS256"]))
        {
            // Whether Apple takes PKCE is not known; state and nonce bind the code.
            Pkce = false, Secret = secret.Current,
            Extra = new Dictionary<string, string> { ["response_mode"] = "form_post" },
        };
    }

    private ExternalIdentity Identify(JsonElement claims, string? person)
    {
        var verified = claims.TryGetProperty("email_verified", out var said)
            && (said.ValueKind == JsonValueKind.True || (said.ValueKind == JsonValueKind.String && said.GetString() == "true"));
        return new ExternalIdentity(
            _issuer, ProviderAnswer.Text(claims, "sub") ?? "", ProviderAnswer.Text(claims, "email"), verified, NameOf(person));
    }

    // Not signed: good for showing and for nothing else. The address in it is not read.
    private static string? NameOf(string? person)
    {
        if (person is null or { Length: > LongestPerson }) return null;
        try
        {
            using var document = JsonDocument.Parse(person);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            if (!document.RootElement.TryGetProperty("name", out var name)) return null;
            var full = $"{ProviderAnswer.Text(name, "firstName")} {ProviderAnswer.Text(name, "lastName")}".Trim();
            return full.Length == 0 ? null : full;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
