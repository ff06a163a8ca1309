using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Marketplace.Adapters.Identity.GitHub;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>GitHub as its documentation says: errors with status 200, scopes with commas, a list of addresses.</summary>
internal sealed class GitHubSimulator : IProviderDouble
{
    public const string ClientId = "Iv1.market";
    public const string Secret = "github+secret/of=the market";

    private readonly Grants _grants = new(ClientId, OpenIdSimulator.Callback, pkce: true);
    private readonly ConcurrentDictionary<string, PersonAtProvider> _tokens = new();
    private bool _noToken;

    /// <summary>The addresses a person has; by default one.</summary>
    public Func<PersonAtProvider, object[]> Emails { get; set; } = person => person.Email is null
        ? []
        : [new { email = person.Email, primary = true, verified = person.EmailVerified, visibility = "private" }];

    /// <summary>What a person agrees to; may be less than was asked.</summary>
    public string Granted { get; set; } = "read:user,user:email";

    public ScriptedAnswer Serve(ScriptedRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "/login/oauth/access_token") => Redeem(request),
        ("GET", "/user") => Api(request, person => new
        {
            login = "somebody", id = long.Parse(person.Subject, CultureInfo.InvariantCulture), name = person.Name,
            email = "public@example.com",
        }),
        ("GET", "/user/emails") => Api(request, person => Emails(person)),
        _ => ScriptedAnswer.Json("""{"message":"Not Found"}""", 404),
    };

    public BroughtBack Agree(Uri address, PersonAtProvider person)
    {
        var query = Ask(address);
        return new BroughtBack(query["state"], _grants.Agree(query, person), null, null, null);
    }

    public BroughtBack Decline(Uri address) => new(Ask(address)["state"], null, "access_denied", null, null);

    public bool Spoil(TokenFlaw flaw) => flaw == TokenFlaw.NoToken && (_noToken = true);

    public bool RotateKeys() => false;

    public void ForgetUs() => _grants.KnowsUs = false;

    private Dictionary<string, string> Ask(Uri address) => _grants.Read(address, "/login/oauth/authorize", ("scope", "read:user user:email"));

    private ScriptedAnswer Redeem(ScriptedRequest request)
    {
        // Without this header the answer is a form, which the adapter does not read.
        if (request.Headers.GetValueOrDefault("accept") != "application/json") return new ScriptedAnswer(200, "text/plain", "error=accept"u8.ToArray());
        if (Grants.Form(request) is not { } form || !_grants.KnowsUs || form["client_id"] != ClientId || form["client_secret"] != Secret)
            return ScriptedAnswer.Json("""{"error":"incorrect_client_credentials","error_description":"…"}""");
        if (_grants.Redeem(form) is not { } grant)
            return ScriptedAnswer.Json("""{"error":"bad_verification_code","error_description":"The code is incorrect or expired."}""");

        if (_noToken)
        {
            _noToken = false;
            return ScriptedAnswer.Json("""{"token_type":"bearer"}""");
        }

        var token = "gho_" + Guid.NewGuid().ToString("N");
        _tokens[token] = grant.Person;
        return ScriptedAnswer.Json(JsonSerializer.Serialize(new { access_token = token, scope = Granted, token_type = "bearer" }));
    }

    private ScriptedAnswer Api(ScriptedRequest request, Func<PersonAtProvider, object> answer)
    {
        if (request.Headers.GetValueOrDefault("user-agent", "") == "") return ScriptedAnswer.Json("""{"message":"User-Agent"}""", 403);
        if (request.Headers.GetValueOrDefault("accept") != "application/vnd.github+json"
            || request.Headers.GetValueOrDefault("x-github-api-version") != "2022-11-28") return ScriptedAnswer.Json("{}", 415);
        return request.Headers.GetValueOrDefault("authorization", "") is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
            && _tokens.TryGetValue(token, out var person)
            ? ScriptedAnswer.Json(JsonSerializer.Serialize(answer(person)))
            : ScriptedAnswer.Json("""{"message":"Bad credentials"}""", 401);
    }
}

/// <summary>GitHub keeps every promise of a sign-in provider.</summary>
public sealed class GitHubSignInTests : ExternalSignInContract
{
    private static readonly PersonAtProvider Ann = new("9007199254740993", "ann@example.com", true, "Ann");

    protected override Task<ExternalSignInScript> Begin() => Begin(new GitHubSimulator());

    [Fact]
    public async Task Of_many_addresses_the_primary_counts_if_it_is_verified()
    {
        var github = new GitHubSimulator
        {
            Emails = _ =>
            [
                new { email = "other@example.com", primary = false, verified = true }, new { email = "main@example.com", primary = true, verified = true },
            ],
        };

        Assert.Equal(("main@example.com", true), await EmailOf(github));
    }

    [Fact]
    public async Task Another_verified_address_does_not_stand_in_for_an_unverified_primary()
    {
        var github = new GitHubSimulator
        {
            Emails = _ =>
            [
                new { email = "other@example.com", primary = false, verified = true }, new { email = "main@example.com", primary = true, verified = false },
            ],
        };

        Assert.Equal((null, false), await EmailOf(github));
    }

    [Fact]
    public async Task An_address_that_takes_no_mail_is_none()
    {
        var github = new GitHubSimulator { Emails = _ => [new { email = "1+ann@users.noreply.github.com", primary = true, verified = true }] };

        Assert.Equal((null, false), await EmailOf(github));
    }

    [Fact]
    public async Task Who_does_not_show_the_addresses_signs_in_without_one()
    {
        Assert.Equal((null, false), await EmailOf(new GitHubSimulator { Granted = "read:user" }));
    }

    [Fact]
    public async Task Who_has_no_name_is_called_by_the_login_and_ids_are_long()
    {
        await using var script = await Begin();

        var identity = await Come(script, Ann with { Name = null });

        Assert.Equal(("somebody", "9007199254740993"), (identity.Name, identity.Subject));
    }

    internal static Dictionary<string, string?> Settings(Uri address) => new()
    {
        ["SiteUrl"] = address.ToString(), ["ApiUrl"] = address.ToString(), ["ClientId"] = GitHubSimulator.ClientId,
        ["ClientSecret"] = GitHubSimulator.Secret, ["Callback"] = OpenIdSimulator.Callback, ["Timeout"] = "00:00:02",
    };

    private static async Task<ExternalSignInScript> Begin(GitHubSimulator github)
    {
        var server = await ScriptedProvider.Start((request, _) => Task.FromResult(github.Serve(request)));
        var port = AdapterUnderTest.Of<IExternalSignIn>(new GitHubAdapter(), Settings(server.Address));
        return new ExternalSignInScript(port, server, github, GitHubSimulator.Secret) { CallsToRedeem = 3 };
    }

    private static async Task<(string?, bool)> EmailOf(GitHubSimulator github)
    {
        await using var script = await Begin(github);
        var identity = await Come(script, Ann);
        return (identity.Email, identity.EmailVerified);
    }

    private static async Task<ExternalIdentity> Come(ExternalSignInScript script, PersonAtProvider person)
    {
        var (verifier, ct) = (new string('v', 43), TestContext.Current.CancellationToken);
        var request = new AuthorizationRequest("s", "n", Domain.Identity.Pkce.Challenge(verifier));
        var back = script.Double.Agree((await script.SignIn.AddressFor(request, ct))!, person);
        return Assert.IsType<ExternalOutcome.Identified>(
            await script.SignIn.Redeem(new AuthorizationResponse(back.Code!, "n", verifier), ct)).Identity;
    }
}
