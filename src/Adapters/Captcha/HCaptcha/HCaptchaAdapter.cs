using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Captcha.HCaptcha;

/// <summary>Captchas by hCaptcha.</summary>
public sealed class HCaptchaAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Captcha";

    /// <inheritdoc/>
    public string Code => "hcaptcha";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services
        .Options<HCaptchaOptions>()
        .Http<HCaptchaOptions>(CallLimits.Captchas, (http, options) => http.BaseAddress = options.BaseUrl)
        .Provides<ICaptcha, HCaptchaCheck>();
}

/// <summary>Settings under <c>Adapters:Captcha:hcaptcha</c>.</summary>
internal sealed class HCaptchaOptions : IValidatableObject
{
    /// <summary>The provider's address.</summary>
    [Required]
    public Uri BaseUrl { get; init; } = new("https://api.hcaptcha.com/");

    /// <summary>The public key of the site.</summary>
    [Required, MinLength(1)]
    public string SiteKey { get; init; } = "";

    /// <summary>The secret key.</summary>
    [Required, MinLength(1)]
    public string Secret { get; init; } = "";

    /// <summary>Names of the hosts whose pages may show the puzzle, with commas between.</summary>
    [Required, MinLength(1)]
    public string Hosts { get; init; } = "";

    /// <summary>Whether the provider's published test keys are taken; they let everybody in.</summary>
    public bool AllowTestKeys { get; init; }

    /// <summary>True when the secret is a published one.</summary>
    public bool IsTest => Secret == "0x0000000000000000000000000000000000000000";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsTest && !AllowTestKeys)
            yield return new ValidationResult("Secret is a published test key: set AllowTestKeys where nothing needs protection.", [nameof(Secret)]);
    }

    /// <summary>Whether an answer was given on one of our pages.</summary>
    public bool IsOurs(string? host) =>
        Hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(host, StringComparer.OrdinalIgnoreCase);
}
