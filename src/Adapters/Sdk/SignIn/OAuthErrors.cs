using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Sdk.SignIn;

/// <summary>What a token endpoint's errors mean (RFC 6749 5.2).</summary>
public static class OAuthErrors
{
    /// <summary>A code that is not good is the person's affair; everything else is about us or the provider.</summary>
    public static ExternalOutcome Outcome(string error) => error switch
    {
        "invalid_grant" => new ExternalOutcome.Refused("code"),
        "invalid_client" or "unauthorized_client" or "invalid_request" or "unsupported_grant_type" or "invalid_scope"
            => new ExternalOutcome.Unknown(error),
        _ => new ExternalOutcome.Unknown("an error we do not know"),
    };
}
