using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Marketplace.Adapters.Sdk;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Apple;

/// <summary>Signing in with Apple.</summary>
public sealed class AppleAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Identity";

    /// <inheritdoc/>
    public string Code => "apple";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services
        .Options<AppleOptions>()
        .Http<AppleOptions>(CallLimits.SignIn, ExternalSignInOptions.Bound)
        .Provides<IExternalSignIn, AppleSignIn>();
}

/// <summary>Settings under <c>Adapters:Identity:apple</c>; the client id is the Services ID.</summary>
internal sealed class AppleOptions : ExternalSignInOptions
{
    /// <summary>The issuer; its discovery document names the addresses.</summary>
    [Required]
    public Uri Authority { get; init; } = new("https://appleid.apple.com");

    /// <summary>The developer team.</summary>
    [Required, StringLength(10, MinimumLength = 10)]
    public string TeamId { get; init; } = "";

    /// <summary>The name of the key.</summary>
    [Required, StringLength(10, MinimumLength = 10)]
    public string KeyId { get; init; } = "";

    /// <summary>The key: the text of its .p8 file, or that file's base64 without the lines around it.</summary>
    [Required, MinLength(1)]
    public string PrivateKey { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in base.Validate(validationContext)) yield return fault;
        if (PrivateKey.Length > 0 && !IsKey())
            yield return new ValidationResult("PrivateKey is no P-256 key in PKCS 8.", [nameof(PrivateKey)]);
    }

    /// <summary>Reads the key.</summary>
    public ECDsa Key()
    {
        var key = ECDsa.Create();
        if (PrivateKey.Contains("BEGIN", StringComparison.Ordinal))
            key.ImportFromPem(PrivateKey.Replace("\\n", "\n", StringComparison.Ordinal));
        else
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(PrivateKey), out _);
        return key;
    }

    private bool IsKey()
    {
        try
        {
            using var key = Key();
            return key.KeySize == 256;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
