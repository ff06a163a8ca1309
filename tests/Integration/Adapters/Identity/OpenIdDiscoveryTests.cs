using System.Text.Json;
using Marketplace.Adapters.Identity.Google;
using Marketplace.Contracts.Kit;
using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>The document that names a provider's addresses is believed only if it is that provider's own.</summary>
public sealed class OpenIdDiscoveryTests
{
    [Theory]
    [InlineData("https://evil.test", null)]
    [InlineData(null, "http://example.com/authorize")]
    [InlineData(null, "not an address")]
    [InlineData(null, "")]
    public async Task A_document_of_another_issuer_or_without_safe_addresses_sends_nobody_anywhere(string? issuer, string? authorize)
    {
        var root = "";
        await using var server = await ScriptedProvider.Start((_, _) => Task.FromResult(ScriptedAnswer.Json(JsonSerializer.Serialize(new
        {
            issuer = issuer ?? root, authorization_endpoint = authorize ?? root + "/auth", token_endpoint = root + "/token", jwks_uri = root + "/keys",
        }))));
        root = server.Address.OriginalString.TrimEnd('/');
        var google = AdapterUnderTest.Of<IExternalSignIn>(new GoogleAdapter(), GoogleSignInTests.Settings(server.Address));

        Assert.Null(await google.AddressFor(Request, Ct));
        Assert.IsType<ExternalOutcome.Unknown>(await google.Redeem(new AuthorizationResponse("code", "n", "v"), Ct));
        Assert.DoesNotContain(server.Requests, r => r.Method == "POST");
    }

    [Fact]
    public async Task While_the_document_cannot_be_had_nobody_is_sent_anywhere_and_later_everybody_is()
    {
        var double_ = new OpenIdSimulator(OpenIdFlavors.Google);
        await using var server = await double_.Start();
        var google = AdapterUnderTest.Of<IExternalSignIn>(new GoogleAdapter(), GoogleSignInTests.Settings(server.Address));
        foreach (var fault in new[] { Fault.BadGateway, Fault.Late, Fault.Truncated })
        {
            server.Next(fault);
            Assert.Null(await google.AddressFor(Request, Ct));
        }

        Assert.NotNull(await google.AddressFor(Request, Ct));
        Assert.NotNull(await google.AddressFor(Request, Ct));
        Assert.Equal(4, server.Requests.Count);
    }

    private static readonly AuthorizationRequest Request = new("s", "n", new string('c', 43));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
