using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Facebook;

/// <summary>
/// OAuth 2 as Facebook speaks it: no ID token, so the token is asked whose it is; every call with it carries a proof that we
/// know the app's secret; an address is never vouched for.
/// </summary>
internal sealed class FacebookSignIn(HttpClient http, FacebookOptions options) : IExternalSignIn
{
    private readonly ProviderCalls _calls = new(http);

    // People's ids are different in every app.
    private readonly string _issuer = $"{options.SiteUrl.OriginalString.TrimEnd('/')}/{options.ClientId}";

    public string Name => "Facebook";

    public Task<Uri?> AddressFor(AuthorizationRequest request, CancellationToken ct) => Task.FromResult<Uri?>(OpenIdProvider.WithQuery(
        new Uri(options.SiteUrl, $"{options.Version}/dialog/oauth"), new Dictionary<string, string>
        {
            ["client_id"] = options.ClientId, ["redirect_uri"] = options.Callback!.OriginalString, ["state"] = request.State,
            ["response_type"] = "code", ["scope"] = "public_profile,email",
            ["code_challenge"] = request.CodeChallenge, ["code_challenge_method"] = "S256",
        }));

    public async Task<ExternalOutcome> Redeem(AuthorizationResponse response, CancellationToken ct)
    {
        try
        {
            var answer = await _calls.Post(new Uri(options.GraphUrl, $"{options.Version}/oauth/access_token"), Form(response), null, ct);
            if (ErrorOf(answer) is { } error) return error;
            if (answer.Text("access_token") is not { Length: > 0 } token) return new ExternalOutcome.Unknown("no access_token");
            return await IsOurs(token, ct) ? await Identify(token, ct) : new ExternalOutcome.Refused("audience");
        }
        catch (ProviderAwayException e)
        {
            return new ExternalOutcome.Unknown(e.Message);
        }
    }

    /// <summary>HMAC-SHA256 of the token under the app's secret, in hex.</summary>
    internal static string ProofOf(string secret, string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)));

    private async Task<bool> IsOurs(string token, CancellationToken ct)
    {
        var address = OpenIdProvider.WithQuery(new Uri(options.GraphUrl, "debug_token"), new Dictionary<string, string>
        {
            ["input_token"] = token, ["access_token"] = $"{options.ClientId}|{options.ClientSecret}",
        });
        var answer = await _calls.Get(address, null, ct);
        if (!answer.IsGood || answer.Body.ValueKind != JsonValueKind.Object || !answer.Body.TryGetProperty("data", out var data))
            throw new ProviderAwayException("the token cannot be asked about");
        return ProviderAnswer.Text(data, "app_id") == options.ClientId
            && data.TryGetProperty("is_valid", out var valid) && valid.ValueKind == JsonValueKind.True;
    }

    private async Task<ExternalOutcome> Identify(string token, CancellationToken ct)
    {
        var address = OpenIdProvider.WithQuery(new Uri(options.GraphUrl, $"{options.Version}/me"), new Dictionary<string, string>
        {
            ["fields"] = "id,name,email", ["access_token"] = token, ["appsecret_proof"] = ProofOf(options.ClientSecret, token),
        });
        var answer = await _calls.Get(address, null, ct);
        if (ErrorOf(answer) is { } error) return error;
        return answer.Text("id") is { Length: > 0 and <= 255 } id
            ? new ExternalOutcome.Identified(new ExternalIdentity(_issuer, id, answer.Text("email"), false, answer.Text("name")))
            : new ExternalOutcome.Unknown("no user");
    }

    private Dictionary<string, string> Form(AuthorizationResponse response) => new()
    {
        ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret, ["redirect_uri"] = options.Callback!.OriginalString,
        ["code"] = response.Code, ["code_verifier"] = response.CodeVerifier,
    };

    // 100: a parameter, and the code is the only one that is not ours; 190: the token. Limits and everything else are no answer.
    private static ExternalOutcome? ErrorOf(ProviderAnswer answer)
    {
        if (answer.Body.ValueKind != JsonValueKind.Object) return new ExternalOutcome.Unknown("no object");
        if (!answer.Body.TryGetProperty("error", out var error))
            return answer.IsGood ? null : new ExternalOutcome.Unknown($"HTTP {(int)answer.Status}");
        var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var number) && number.TryGetInt32(out var said)
            ? said : 0;
        return code is 100 or 190 ? new ExternalOutcome.Refused($"error-{code}") : new ExternalOutcome.Unknown($"error {code}");
    }
}
