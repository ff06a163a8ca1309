using Marketplace.Ports.Identity;

namespace Marketplace.Contracts.Kit.Identity;

/// <summary>A person at a provider.</summary>
/// <param name="Subject">The provider's id of them: digits, for providers that number people.</param>
/// <param name="EmailVerified">Whether the provider says so.</param>
/// <param name="IsFirst">Whether they agree for the first time: some providers tell the name only then.</param>
public sealed record PersonAtProvider(string Subject, string? Email, bool EmailVerified, string? Name, bool IsFirst = true);

/// <summary>What a person's browser brings back.</summary>
public sealed record BroughtBack(string State, string? Code, string? Error, string? Issuer, string? Person);

/// <summary>What the provider's next token is like.</summary>
public enum TokenFlaw
{
    /// <summary>It was made for another sign-in.</summary>
    WrongNonce,

    /// <summary>It was made for another client.</summary>
    WrongAudience,

    /// <summary>It was made for us and others, and another was to use it.</summary>
    ForeignParty,

    /// <summary>Somebody else says it.</summary>
    WrongIssuer,

    /// <summary>It was good an hour ago.</summary>
    Expired,

    /// <summary>It says nothing about its end.</summary>
    NoExpiry,

    /// <summary>It was made in the future.</summary>
    FromTomorrow,

    /// <summary>A byte of what it says was changed after signing.</summary>
    Tampered,

    /// <summary>A byte of its signature was changed.</summary>
    BadSignature,

    /// <summary>It is signed with a key the provider never published, under the name of one it did.</summary>
    ForeignKey,

    /// <summary>Nobody signed it.</summary>
    Unsigned,

    /// <summary>It is an HMAC with the public key as its secret.</summary>
    HmacWithPublicKey,

    /// <summary>It brings its own key along.</summary>
    BringsItsKey,

    /// <summary>It demands an extension nobody knows.</summary>
    Critical,

    /// <summary>It says something twice.</summary>
    SaysTwice,

    /// <summary>It names nobody.</summary>
    NoSubject,

    /// <summary>It is no token at all.</summary>
    NoToken,
}

/// <summary>A provider that behaves as its documentation says.</summary>
public interface IProviderDouble
{
    /// <summary>A browser goes to the address, and the person agrees; a request the provider would not take throws.</summary>
    BroughtBack Agree(Uri address, PersonAtProvider person);

    /// <summary>A browser goes to the address, and the person says no.</summary>
    BroughtBack Decline(Uri address);

    /// <summary>The next token has a flaw; false where the provider's tokens cannot have it.</summary>
    bool Spoil(TokenFlaw flaw);

    /// <summary>New keys sign from now on; false where the provider signs nothing.</summary>
    bool RotateKeys();

    /// <summary>From now on the provider does not know our secret.</summary>
    void ForgetUs();
}

/// <summary>How a provider is played for the contract.</summary>
/// <param name="SignIn">The adapter under test.</param>
/// <param name="Server">What it talks to; its next answers can be made to go wrong.</param>
/// <param name="Double">The provider behind it.</param>
/// <param name="Secret">What must appear nowhere but in calls to the provider.</param>
public sealed record ExternalSignInScript(
    IExternalSignIn SignIn, ScriptedProvider Server, IProviderDouble Double, string Secret) : IAsyncDisposable
{
    /// <summary>Whether the provider takes PKCE.</summary>
    public bool Pkce { get; init; } = true;

    /// <summary>Whether it knows addresses of people.</summary>
    public bool KnowsEmail { get; init; } = true;

    /// <summary>Whether it ever vouches for an address.</summary>
    public bool Vouches { get; init; } = true;

    /// <summary>How many calls redeeming a code takes, once the provider's documents are known.</summary>
    public required int CallsToRedeem { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
