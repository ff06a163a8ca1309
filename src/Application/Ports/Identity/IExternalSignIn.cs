namespace Marketplace.Ports.Identity;

/// <summary>Signs people in by their account at a provider: OAuth 2 authorization code, with OpenID Connect where it is spoken.</summary>
/// <remarks>
/// Implementations pass <c>ExternalSignInContract</c>. They prove what the provider says and decide nothing: who gets in, what is
/// linked and what is created belongs to the application. The address providers send people back to is a setting of each
/// adapter, exactly as it is registered there.
/// </remarks>
public interface IExternalSignIn : IExternalPort
{
    /// <summary>The provider's name as people know it.</summary>
    string Name { get; }

    /// <summary>Where to send the person; null while the provider cannot be asked.</summary>
    Task<Uri?> AddressFor(AuthorizationRequest request, CancellationToken ct);

    /// <summary>Redeems the code a person came back with; codes count once, so this is never repeated.</summary>
    Task<ExternalOutcome> Redeem(AuthorizationResponse response, CancellationToken ct);
}

/// <summary>What a sign-in is begun with.</summary>
/// <param name="State">Comes back unchanged and tells whose sign-in it is.</param>
/// <param name="Nonce">Comes back inside the ID token.</param>
/// <param name="CodeChallenge">The PKCE challenge, method S256.</param>
public sealed record AuthorizationRequest(string State, string Nonce, string CodeChallenge)
{
    /// <inheritdoc/>
    public override string ToString() => "AuthorizationRequest ***";
}

/// <summary>What a person came back with, and the secrets of the sign-in it belongs to.</summary>
/// <param name="Code">Redeems once.</param>
/// <param name="Nonce">What the ID token must repeat.</param>
/// <param name="CodeVerifier">The PKCE verifier.</param>
/// <param name="Issuer">Who says it answered (RFC 9207); null where the provider does not say.</param>
/// <param name="Person">What the provider tells about the person beside the code, unsigned; null for most.</param>
public sealed record AuthorizationResponse(string Code, string Nonce, string CodeVerifier, string? Issuer = null, string? Person = null)
{
    /// <inheritdoc/>
    public override string ToString() => "AuthorizationResponse ***";
}

/// <summary>What the provider said about a code.</summary>
public abstract record ExternalOutcome
{
    /// <summary>It vouches for somebody.</summary>
    public sealed record Identified(ExternalIdentity Identity) : ExternalOutcome;

    /// <summary>It does not, or what it says proves nothing.</summary>
    /// <param name="Code">Short and without personal data, for the log.</param>
    public sealed record Refused(string Code) : ExternalOutcome;

    /// <summary>No answer we understood: the provider is away or our own credentials are not accepted.</summary>
    public sealed record Unknown(string Why) : ExternalOutcome;
}

/// <summary>Somebody's account at a provider.</summary>
/// <param name="Issuer">Who vouches; with <paramref name="Subject"/> the key of the account.</param>
/// <param name="Subject">The provider's lasting id of the person, at most 255 characters.</param>
/// <param name="Email">The address the provider knows, if any.</param>
/// <param name="EmailVerified">Whether the provider vouches that the person reads it today.</param>
/// <param name="Name">What the person is called there; only for showing.</param>
public sealed record ExternalIdentity(string Issuer, string Subject, string? Email, bool EmailVerified, string? Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"ExternalIdentity {Issuer} ***";
}
