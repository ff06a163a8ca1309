using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.GitHub;

/// <summary>Signing in with GitHub.</summary>
public sealed class GitHubAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Identity";

    /// <inheritdoc/>
    public string Code => "github";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services
        .Options<GitHubOptions>()
        .Http<GitHubOptions>(CallLimits.SignIn, ExternalSignInOptions.Bound)
        .Provides<IExternalSignIn, GitHubSignIn>();
}

/// <summary>Settings under <c>Adapters:Identity:github</c>.</summary>
internal sealed class GitHubOptions : ExternalSignInOptions
{
    /// <summary>The client secret of the OAuth app.</summary>
    [Required, MinLength(1)]
    public string ClientSecret { get; init; } = "";

    /// <summary>Where people agree and codes are redeemed.</summary>
    [Required]
    public Uri SiteUrl { get; init; } = new("https://github.com/");

    /// <summary>The API.</summary>
    [Required]
    public Uri ApiUrl { get; init; } = new("https://api.github.com/");

    /// <summary>How we call ourselves; GitHub refuses calls without a name.</summary>
    [Required, MinLength(1)]
    public string UserAgent { get; init; } = "marketplace";

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in base.Validate(validationContext)) yield return fault;
        if (!IsSecure(SiteUrl) || !IsSecure(ApiUrl)) yield return new ValidationResult("SiteUrl and ApiUrl are https addresses.");
    }
}
