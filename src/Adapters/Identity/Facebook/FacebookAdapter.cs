using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Facebook;

/// <summary>Signing in with Facebook.</summary>
public sealed class FacebookAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Identity";

    /// <inheritdoc/>
    public string Code => "facebook";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services
        .Options<FacebookOptions>()
        .Http<FacebookOptions>(CallLimits.SignIn, ExternalSignInOptions.Bound)
        .Provides<IExternalSignIn, FacebookSignIn>();
}

/// <summary>Settings under <c>Adapters:Identity:facebook</c>; the client id is the app's id.</summary>
internal sealed class FacebookOptions : ExternalSignInOptions
{
    /// <summary>The app's secret.</summary>
    [Required, MinLength(1)]
    public string ClientSecret { get; init; } = "";

    /// <summary>The Graph version; each lives about two years, so it has no default.</summary>
    [Required, RegularExpression(@"^v[1-9]\d{0,2}\.0$", ErrorMessage = "Version is a Graph version like v99.0.")]
    public string Version { get; init; } = "";

    /// <summary>Where people agree.</summary>
    [Required]
    public Uri SiteUrl { get; init; } = new("https://www.facebook.com/");

    /// <summary>The Graph API.</summary>
    [Required]
    public Uri GraphUrl { get; init; } = new("https://graph.facebook.com/");

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in base.Validate(validationContext)) yield return fault;
        if (!IsSecure(SiteUrl) || !IsSecure(GraphUrl)) yield return new ValidationResult("SiteUrl and GraphUrl are https addresses.");
    }
}
