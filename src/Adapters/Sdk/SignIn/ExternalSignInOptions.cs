using System.ComponentModel.DataAnnotations;

namespace Marketplace.Adapters.Sdk.SignIn;

/// <summary>Settings every sign-in provider has; an adapter's options add its own.</summary>
public abstract class ExternalSignInOptions : IValidatableObject
{
    /// <summary>Our name at the provider.</summary>
    [Required, MinLength(1)]
    public string ClientId { get; init; } = "";

    /// <summary>Where the provider sends people back to, exactly as it is registered there.</summary>
    [Required]
    public Uri? Callback { get; init; }

    /// <summary>Limit of one call.</summary>
    public TimeSpan Timeout { get; init; } = CallLimits.SignIn.Total;

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Callback is { } callback && !IsOurs(callback))
            yield return new ValidationResult("Callback is an https address without query and fragment.", [nameof(Callback)]);
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromSeconds(30))
            yield return new ValidationResult("Timeout is up to 30 seconds.", [nameof(Timeout)]);
    }

    /// <summary>Whether an address may be talked to: https, or a loopback address for trying things out.</summary>
    public static bool IsSecure(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>Bounds what a provider may answer, and for how long.</summary>
    public static void Bound(HttpClient http, ExternalSignInOptions options)
    {
        // The limits of the call end with the headers; a body that drips in is cut off here.
        http.Timeout = options.Timeout + TimeSpan.FromSeconds(1);
        http.MaxResponseContentBufferSize = 256 * 1024;
    }

    private static bool IsOurs(Uri callback) => IsSecure(callback) && callback.Query.Length == 0 && callback.Fragment.Length == 0;
}
