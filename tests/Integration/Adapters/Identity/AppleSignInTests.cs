using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Adapters.Identity.Apple;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>Apple keeps every promise of a sign-in provider.</summary>
public sealed class AppleSignInTests : ExternalSignInContract
{
    private const string TeamId = "TEAM123456";
    private const string KeyId = "KEY1234567";
    private const string ServicesId = "test.market.web";
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    protected override Task<ExternalSignInScript> Begin() => Begin(Flavor);

    [Fact]
    public void The_client_secret_says_what_apple_demands_and_the_public_key_proves_it()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1763625600);
        var secret = new AppleClientSecret(Options(Key.ExportPkcs8PrivateKeyPem()), new Clock(now)).Current();

        var parts = secret.Split('.');

        Assert.Equal("""{"alg":"ES256","kid":"KEY1234567"}""", Text(parts[0]));
        Assert.Equal(
            """{"iss":"TEAM123456","iat":1763625600,"exp":1763629200,"aud":"https://appleid.apple.com","sub":"test.market.web"}""", Text(parts[1]));
        Assert.Equal(64, Base64Url.DecodeFromChars(parts[2]).Length);
        Assert.True(Key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void The_client_secret_is_made_anew_before_it_is_old()
    {
        var clock = new Clock(DateTimeOffset.FromUnixTimeSeconds(1763625600));
        var secret = new AppleClientSecret(Options(Convert.ToBase64String(Key.ExportPkcs8PrivateKey())), clock);
        var first = secret.Current();

        clock.Now += TimeSpan.FromMinutes(29);
        Assert.Equal(first, secret.Current());
        clock.Now += TimeSpan.FromMinutes(2);
        Assert.NotEqual(first, secret.Current());
    }

    [Fact]
    public async Task People_come_back_by_a_form_and_the_name_is_told_once()
    {
        await using var script = await Begin();
        var request = new AuthorizationRequest("s", "n", new string('c', 43));
        var address = (await script.SignIn.AddressFor(request, Ct))!;

        var first = await Redeem(script, script.Double.Agree(address, new("1", "a@privaterelay.appleid.com", true, "Ann Lee")));
        var second = await Redeem(script, script.Double.Agree(address, new("1", "a@privaterelay.appleid.com", true, "Ann Lee", IsFirst: false)));

        Assert.Contains("response_mode=form_post", address.Query, StringComparison.Ordinal);
        Assert.Equal(("Ann Lee", null), (first.Name, second.Name));
        Assert.True(second.EmailVerified);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"name":"Ann"}""")]
    [InlineData("""{"name":{"firstName":7}}""")]
    [InlineData("""{"email":"victim@example.com"}""")]
    public async Task What_comes_beside_the_code_proves_nothing_and_breaks_nothing(string person)
    {
        await using var script = await Begin();
        var address = (await script.SignIn.AddressFor(new AuthorizationRequest("s", "n", new string('c', 43)), Ct))!;
        var back = script.Double.Agree(address, new("1", "ann@example.com", true, null));

        var identity = await Redeem(script, back with { Person = person });

        Assert.Equal((null, "ann@example.com"), (identity.Name, identity.Email));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData("true", true)]
    [InlineData(false, false)]
    [InlineData("false", false)]
    [InlineData(1, false)]
    public async Task Truth_may_be_a_text(object said, bool proved)
    {
        await using var script = await Begin(Flavor with
        {
            Claims = (claims, _) =>
            {
                claims["email"] = "ann@example.com";
                claims["email_verified"] = JsonSerializer.SerializeToNode(said);
            },
        });
        var address = (await script.SignIn.AddressFor(new AuthorizationRequest("s", "n", new string('c', 43)), Ct))!;

        Assert.Equal(proved, (await Redeem(script, script.Double.Agree(address, new("1", null, false, null)))).EmailVerified);
    }

    [Theory]
    [InlineData("PrivateKey", "not a key")]
    [InlineData("TeamId", "SHORT")]
    [InlineData("KeyId", "")]
    public void Settings_that_cannot_work_stop_the_start(string name, string value)
    {
        var settings = Settings(new Uri("http://127.0.0.1:1"));
        settings[name] = value;

        Assert.Contains(name, Assert.Throws<InvalidOperationException>(
            () => AdapterUnderTest.Of<IExternalSignIn>(new AppleAdapter(), settings)).Message, StringComparison.Ordinal);
    }

    internal static OpenIdFlavor Flavor { get; } = new(
        "/auth/authorize", "/auth/token", "/auth/keys", ServicesId, "-----BEGIN PRIVATE KEY-----",
        [("scope", "name email"), ("response_mode", "form_post")])
    {
        Pkce = false, DeclineError = "user_cancelled_authorize", Accepts = IsOurSecret,
        Claims = (claims, person) =>
        {
            if (person.Email is not null) (claims["email"], claims["email_verified"]) = (person.Email, person.EmailVerified ? "true" : "false");
            claims["nonce_supported"] = true;
        },
        Beside = person => person is { IsFirst: true, Name: { } name }
            ? JsonSerializer.Serialize(new { name = new { firstName = name.Split(' ')[0], lastName = name.Split(' ')[^1] }, email = person.Email })
            : null,
    };

    internal static Dictionary<string, string?> Settings(Uri address) => new()
    {
        ["Authority"] = address.OriginalString.TrimEnd('/'), ["ClientId"] = ServicesId, ["TeamId"] = TeamId, ["KeyId"] = KeyId,
        ["PrivateKey"] = Key.ExportPkcs8PrivateKeyPem(), ["Callback"] = OpenIdSimulator.Callback, ["Timeout"] = "00:00:02",
    };

    private static Task<ExternalSignInScript> Begin(OpenIdFlavor flavor) => new OpenIdSimulator(flavor).Script(new AppleAdapter(), Settings);

    private static AppleOptions Options(string key) =>
        new() { ClientId = ServicesId, TeamId = TeamId, KeyId = KeyId, PrivateKey = key, Callback = new Uri(OpenIdSimulator.Callback) };

    // What Apple checks: header, times, audience, subject, and the signature by the key it knows.
    private static bool IsOurSecret(string secret, string root)
    {
        if (secret.Split('.') is not [var header, var claims, var proof]) return false;
        using var said = JsonDocument.Parse(Text(claims));
        var (issued, expires) = (said.RootElement.GetProperty("iat").GetInt64(), said.RootElement.GetProperty("exp").GetInt64());
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return Text(header) == $$"""{"alg":"ES256","kid":"{{KeyId}}"}""" && issued <= now + 5 && expires > now && expires - issued <= 15_777_000
            && said.RootElement.GetProperty("iss").GetString() == TeamId && said.RootElement.GetProperty("sub").GetString() == ServicesId
            && said.RootElement.GetProperty("aud").GetString() == root
            && Key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(proof), HashAlgorithmName.SHA256);
    }

    private static async Task<ExternalIdentity> Redeem(ExternalSignInScript script, BroughtBack back) =>
        Assert.IsType<ExternalOutcome.Identified>(
            await script.SignIn.Redeem(new AuthorizationResponse(back.Code!, "n", "", back.Issuer, back.Person), Ct)).Identity;

    private static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
