using System.Globalization;
using System.Text.Json;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Telegram;

/// <summary>OpenID Connect as Telegram speaks it: HTTP Basic at the token endpoint, numbers for people, and no e-mail address.</summary>
internal sealed class TelegramSignIn(HttpClient http, TelegramOptions options) : IExternalSignIn
{
    private readonly string _issuer = options.Authority.OriginalString.TrimEnd('/');
    private readonly OpenIdProvider _provider = new(http, options, Traits(options), TimeProvider.System);

    public string Name => "Telegram";

    public Task<Uri?> AddressFor(AuthorizationRequest request, CancellationToken ct) => _provider.AddressFor(request, ct);

    public Task<ExternalOutcome> Redeem(AuthorizationResponse response, CancellationToken ct) => _provider.Redeem(response, Identify, ct);

    private static OpenIdTraits Traits(TelegramOptions options) => new(
        options.Authority, "openid profile",
        new IdTokenRules([options.Authority.OriginalString.TrimEnd('/')], options.ClientId, [options.Algorithm]))
    {
        Basic = true, Secret = () => options.ClientSecret,
    };

    private ExternalIdentity? Identify(JsonElement claims)
    {
        var name = ProviderAnswer.Text(claims, "name") ?? ProviderAnswer.Text(claims, "preferred_username");
        return IdOf(claims) is { } id
            ? new ExternalIdentity(_issuer, id.ToString(CultureInfo.InvariantCulture), null, false, name)
            : null;
    }

    // Ids are larger than 32 bits; where there is no id of its own the subject is one, if it is a number.
    private static long? IdOf(JsonElement claims)
    {
        foreach (var name in new[] { "id", "sub" })
        {
            if (!claims.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number > 0) return number;
            if (value.ValueKind == JsonValueKind.String
                && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0) return number;
        }

        return null;
    }
}
