using Marketplace.Adapters.Identity.Google;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>Google keeps every promise of a sign-in provider.</summary>
public sealed class GoogleSignInTests : ExternalSignInContract
{
    protected override Task<ExternalSignInScript> Begin() => new OpenIdSimulator(OpenIdFlavors.Google).Script(new GoogleAdapter(), Settings);

    [Theory]
    [InlineData("ann@gmail.com", null, true, true)]
    [InlineData("ann@company.example", "company.example", true, true)]
    [InlineData("ann@company.example", null, true, false)]
    [InlineData("ann@gmail.com.evil.example", null, true, false)]
    [InlineData("ann@gmail.com", "x", false, false)]
    public async Task An_address_counts_where_google_runs_it(string email, string? domain, bool said, bool proved)
    {
        var flavor = OpenIdFlavors.Google with
        {
            Claims = (claims, person) =>
            {
                (claims["email"], claims["email_verified"]) = (person.Email, said);
                if (domain is not null) claims["hd"] = domain;
            },
        };
        var double_ = new OpenIdSimulator(flavor);
        await using var script = await double_.Script(new GoogleAdapter(), Settings);

        Assert.Equal(proved, (await Come(script, new PersonAtProvider("1", email, said, null))).EmailVerified);
    }

    [Fact]
    public async Task The_other_spelling_of_the_issuer_is_the_same_person()
    {
        await using var script = await Begin();
        var usual = await Come(script, new PersonAtProvider("77", null, false, null));
        var flavor = OpenIdFlavors.Google with { Claims = (claims, _) => claims["iss"] = new Uri(claims["iss"]!.ToString()).Authority };
        await using var other = await new OpenIdSimulator(flavor).Script(new GoogleAdapter(), Settings);

        var identity = await Come(other, new PersonAtProvider("77", null, false, null));

        Assert.StartsWith("http://", usual.Issuer, StringComparison.Ordinal);
        Assert.StartsWith("http://", identity.Issuer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_issuer_is_not_redeemed()
    {
        await using var script = await Begin();
        var request = new AuthorizationRequest("s", "n", new string('c', 43));
        var back = script.Double.Agree((await script.SignIn.AddressFor(request, Ct))!, new PersonAtProvider("1", null, false, null));

        var outcome = await script.SignIn.Redeem(new AuthorizationResponse(back.Code!, "n", new string('v', 43), "https://evil.test"), Ct);

        Assert.Equal(new ExternalOutcome.Refused("issuer"), outcome);
        Assert.DoesNotContain(script.Server.Requests, r => r.Method == "POST");
    }

    [Theory]
    [InlineData("ClientId", "")]
    [InlineData("ClientSecret", "")]
    [InlineData("Callback", "")]
    [InlineData("Callback", "http://market.test/back")]
    [InlineData("Callback", "https://market.test/back?x=1")]
    [InlineData("Timeout", "01:00:00")]
    public void Settings_that_cannot_work_stop_the_start(string name, string value)
    {
        var settings = Settings(new Uri("http://127.0.0.1:1"));
        settings[name] = value;

        var stopped = Assert.Throws<InvalidOperationException>(() => AdapterUnderTest.Of<IExternalSignIn>(new GoogleAdapter(), settings));

        Assert.Contains(name, stopped.Message, StringComparison.Ordinal);
    }

    internal static Dictionary<string, string?> Settings(Uri address) => new()
    {
        ["Authority"] = address.OriginalString.TrimEnd('/'), ["ClientId"] = OpenIdFlavors.Google.ClientId, ["ClientSecret"] = OpenIdFlavors.Secret,
        ["Callback"] = OpenIdSimulator.Callback, ["Timeout"] = "00:00:02",
    };

    private static async Task<ExternalIdentity> Come(ExternalSignInScript script, PersonAtProvider person)
    {
        var verifier = new string('v', 43);
        var request = new AuthorizationRequest("s", "n", Domain.Identity.Pkce.Challenge(verifier));
        var back = script.Double.Agree((await script.SignIn.AddressFor(request, Ct))!, person);
        return Assert.IsType<ExternalOutcome.Identified>(
            await script.SignIn.Redeem(new AuthorizationResponse(back.Code!, "n", verifier, back.Issuer, back.Person), Ct)).Identity;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
