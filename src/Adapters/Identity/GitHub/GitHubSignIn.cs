using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.GitHub;

/// <summary>OAuth 2 as GitHub speaks it: no ID token, errors with status 200, and an address only if it is primary and verified.</summary>
internal sealed class GitHubSignIn(HttpClient http, GitHubOptions options) : IExternalSignIn
{
    private const string Scope = "read:user user:email";
    private const string Undeliverable = "@users.noreply.github.com";
    private readonly ProviderCalls _calls = new(http);
    private readonly string _issuer = options.SiteUrl.OriginalString.TrimEnd('/');

    public string Name => "GitHub";

    public Task<Uri?> AddressFor(AuthorizationRequest request, CancellationToken ct) => Task.FromResult<Uri?>(OpenIdProvider.WithQuery(
        new Uri(options.SiteUrl, "login/oauth/authorize"), new Dictionary<string, string>
        {
            ["client_id"] = options.ClientId, ["redirect_uri"] = options.Callback!.OriginalString, ["scope"] = Scope,
            ["state"] = request.State, ["code_challenge"] = request.CodeChallenge, ["code_challenge_method"] = "S256",
            ["prompt"] = "select_account",
        }));

    public async Task<ExternalOutcome> Redeem(AuthorizationResponse response, CancellationToken ct)
    {
        if (response.Issuer is { } said && said != _issuer) return new ExternalOutcome.Refused("issuer");
        try
        {
            var answer = await _calls.Post(new Uri(options.SiteUrl, "login/oauth/access_token"), Form(response), Ours, ct);
            if (answer.Text("error") is { } error)
                return error == "bad_verification_code" ? new ExternalOutcome.Refused("code") : OAuthErrors.Outcome(error);
            if (!answer.IsGood || answer.Text("access_token") is not { Length: > 0 } token) return new ExternalOutcome.Unknown("no access_token");

            return await Identify(token, answer.Text("scope") ?? "", ct);
        }
        catch (ProviderAwayException e)
        {
            return new ExternalOutcome.Unknown(e.Message);
        }
    }

    private async Task<ExternalOutcome> Identify(string token, string granted, CancellationToken ct)
    {
        var user = await _calls.Get(new Uri(options.ApiUrl, "user"), Bearing(token), ct);
        if (!user.IsGood || user.Body.ValueKind != JsonValueKind.Object || !user.Body.TryGetProperty("id", out var id)
            || id.ValueKind != JsonValueKind.Number || !id.TryGetInt64(out var number)) return new ExternalOutcome.Unknown("no user");

        var email = granted.Split(',', ' ').Contains("user:email") ? await EmailOf(token, ct) : null;
        return new ExternalOutcome.Identified(new ExternalIdentity(
            _issuer, number.ToString(CultureInfo.InvariantCulture), email, email is not null, user.Text("name") ?? user.Text("login")));
    }

    // The address in the profile is whatever the person made public; only the list says what is proved.
    private async Task<string?> EmailOf(string token, CancellationToken ct)
    {
        var list = await _calls.Get(new Uri(options.ApiUrl, "user/emails"), Bearing(token), ct);
        if (!list.IsGood || list.Body.ValueKind != JsonValueKind.Array) throw new ProviderAwayException("no e-mail list");
        return list.Body.EnumerateArray().Where(e => Is(e, "primary") && Is(e, "verified")).Select(e => ProviderAnswer.Text(e, "email"))
            .FirstOrDefault(e => e?.EndsWith(Undeliverable, StringComparison.OrdinalIgnoreCase) is false);
    }

    private Dictionary<string, string> Form(AuthorizationResponse response) => new()
    {
        ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret, ["code"] = response.Code,
        ["redirect_uri"] = options.Callback!.OriginalString, ["code_verifier"] = response.CodeVerifier,
    };

    private Action<HttpRequestHeaders> Bearing(string token) => headers =>
    {
        Ours(headers);
        headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        headers.Accept.Clear();
        headers.Accept.ParseAdd("application/vnd.github+json");
        headers.Add("X-GitHub-Api-Version", "2022-11-28");
    };

    private void Ours(HttpRequestHeaders headers) => headers.TryAddWithoutValidation("User-Agent", options.UserAgent);

    private static bool Is(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
