using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Google;

/// <summary>Signing in with Google.</summary>
public sealed class GoogleAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Identity";

    /// <inheritdoc/>
    public string Code => "google";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services
        .Options<GoogleOptions>()
        .Http<GoogleOptions>(CallLimits.SignIn, ExternalSignInOptions.Bound)
        .Provides<IExternalSignIn, GoogleSignIn>();
}

/// <summary>Settings under <c>Adapters:Identity:google</c>.</summary>
internal sealed class GoogleOptions : ExternalSignInOptions
{
    /// <summary>The client secret of the console entry.</summary>
    [Required, MinLength(1)]
    public string ClientSecret { get; init; } = "";

    /// <summary>The issuer; its discovery document names the addresses.</summary>
    [Required]
    public Uri Authority { get; init; } = new("https://accounts.google.com");
}
