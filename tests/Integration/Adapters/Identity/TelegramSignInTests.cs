using Marketplace.Adapters.Identity.Telegram;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>Telegram keeps every promise of a sign-in provider.</summary>
public sealed class TelegramSignInTests : ExternalSignInContract
{
    protected override Task<ExternalSignInScript> Begin() => Begin(OpenIdFlavors.Telegram, "RS256");

    [Fact]
    public async Task Tokens_signed_with_the_algorithm_that_was_not_chosen_are_refused()
    {
        await using var script = await Begin(OpenIdFlavors.Telegram with { Algorithm = "ES256" }, "RS256");

        Assert.IsType<ExternalOutcome.Refused>(await Come(script));
    }

    [Fact]
    public async Task Elliptic_signatures_are_taken_where_they_were_chosen()
    {
        await using var script = await Begin(OpenIdFlavors.Telegram with { Algorithm = "ES256" }, "ES256");

        Assert.IsType<ExternalOutcome.Identified>(await Come(script));
    }

    [Fact]
    public async Task A_number_in_the_subject_does_where_there_is_no_id()
    {
        await using var script = await Begin(OpenIdFlavors.Telegram with { Claims = (claims, _) => claims["aud"] = 700123456789 }, "RS256");

        Assert.Equal("5000000042", Assert.IsType<ExternalOutcome.Identified>(await Come(script)).Identity.Subject);
    }

    [Fact]
    public void An_algorithm_nobody_should_choose_stops_the_start()
    {
        var settings = Settings(new Uri("http://127.0.0.1:1"), "HS256");

        Assert.Throws<InvalidOperationException>(() => AdapterUnderTest.Of<IExternalSignIn>(new TelegramAdapter(), settings));
    }

    private static async Task<ExternalSignInScript> Begin(OpenIdFlavor flavor, string algorithm) =>
        await new OpenIdSimulator(flavor).Script(new TelegramAdapter(), address => Settings(address, algorithm)) with { KnowsEmail = false };

    internal static Dictionary<string, string?> Settings(Uri address, string algorithm = "RS256") => new()
    {
        ["Authority"] = address.OriginalString.TrimEnd('/'), ["ClientId"] = OpenIdFlavors.Telegram.ClientId,
        ["ClientSecret"] = OpenIdFlavors.Secret, ["Callback"] = OpenIdSimulator.Callback, ["Timeout"] = "00:00:02",
        ["Algorithm"] = algorithm,
    };

    private static async Task<ExternalOutcome> Come(ExternalSignInScript script)
    {
        var (verifier, ct) = (new string('v', 43), TestContext.Current.CancellationToken);
        var request = new AuthorizationRequest("s", "n", Domain.Identity.Pkce.Challenge(verifier));
        var back = script.Double.Agree((await script.SignIn.AddressFor(request, ct))!, new PersonAtProvider("5000000042", null, false, "Ann"));
        return await script.SignIn.Redeem(new AuthorizationResponse(back.Code!, "n", verifier), ct);
    }
}
