using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>An account at a provider by which a person signs in here; its key is who vouches and whom they mean (S9).</summary>
/// <remarks>Its times are real times, as those of sessions.</remarks>
public sealed class LinkedIdentity : Aggregate<LinkedIdentityId>
{
    private LinkedIdentity(
        LinkedIdentityId id, UserId user, string provider, string issuer, string subject, DateTimeOffset linkedAt) : base(id) =>
        (User, Provider, Issuer, Subject, LinkedAt, UsedAt) = (user, provider, issuer, subject, linkedAt, linkedAt);

    public UserId User { get; private set; }

    /// <summary>The adapter's code.</summary>
    public string Provider { get; private set; }

    /// <summary>Who vouches.</summary>
    public string Issuer { get; private set; }

    /// <summary>Whom they mean: never an e-mail address, which changes hands.</summary>
    [Personal]
    public string Subject { get; private set; }

    public DateTimeOffset LinkedAt { get; private set; }

    /// <summary>When it signed in last.</summary>
    public DateTimeOffset UsedAt { get; private set; }

    public uint Version { get; private set; }

    public static LinkedIdentity Link(LinkedIdentityId id, User user, string provider, IdentityKey key, DateTimeOffset at)
    {
        user.ChangeIdentities("link-identity", provider, at);
        return new LinkedIdentity(id, user.Id, provider, key.Issuer, key.Subject, at);
    }

    /// <summary>It signed in.</summary>
    public void Use(DateTimeOffset at) => UsedAt = at;
}

/// <summary>Which account of which provider: who vouches, and their lasting name for the person.</summary>
public sealed record IdentityKey(string Issuer, string Subject)
{
    /// <summary>The longest subject that is kept.</summary>
    public const int LongestSubject = 255;

    public override string ToString() => $"IdentityKey {Issuer} ***";
}

/// <summary>Why signing in through a provider refuses.</summary>
public static class IdentityErrors
{
    /// <summary>No such provider, or it is not switched on.</summary>
    public static readonly Error UnknownProvider =
        Error.NotFound("identity-provider-not-found", "This market does not sign in through such a provider.");

    /// <summary>Tampered with, used, too old, of another browser, provider or purpose: one answer for all.</summary>
    public static readonly Error StateNotGood = Error.Invalid(
        "external-state-not-good", "This sign-in was not begun here, took too long or was finished before; begin again.");

    /// <summary>The person said no at the provider.</summary>
    public static readonly Error Declined = Error.Invalid(
        "external-sign-in-declined", "The sign-in was cancelled at the provider.");

    /// <summary>The provider does not vouch for anybody.</summary>
    public static readonly Error NotVouched = new(
        ErrorKind.Unauthenticated, "external-sign-in-refused", "The provider did not confirm who you are; begin again.");

    /// <summary>The provider gives no answer that can be understood.</summary>
    public static readonly Error ProviderAway = new(
        ErrorKind.Unavailable, "identity-provider-away", "The provider does not answer right now; sign in another way or try again.");

    /// <summary>An account with the address the provider vouches for is there: an address alone links nothing.</summary>
    public static readonly Error AccountExists = Error.Conflict(
        "account-exists", "You have an account with this e-mail address: sign in to it, then link the provider in your settings.");

    /// <summary>The provider's account signs in to another account here.</summary>
    public static readonly Error LinkedElsewhere = Error.Conflict(
        "identity-linked-elsewhere", "This account of the provider signs in to another account here.");

    /// <summary>One account of each provider is enough.</summary>
    public static readonly Error ProviderLinked = Error.Conflict(
        "identity-provider-linked", "Another account of this provider is linked; remove that one first.");

    /// <summary>Without it nothing would sign in to the account.</summary>
    public static readonly Error LastWayIn = Error.Conflict(
        "last-way-to-sign-in", "This is the only way to sign in to your account; add a password or another provider first.");

    /// <summary>No such link of this account.</summary>
    public static readonly Error NotLinked = Error.NotFound("identity-not-found", "There is no such linked account.");
}

/// <summary>All linked accounts.</summary>
public interface ILinkedIdentities
{
    /// <summary>The link of a provider's account.</summary>
    Task<LinkedIdentity?> Find(IdentityKey key, CancellationToken ct);

    /// <summary>Everything linked to an account, oldest first.</summary>
    Task<IReadOnlyList<LinkedIdentity>> Of(UserId user, CancellationToken ct);

    void Add(LinkedIdentity identity);
    void Remove(LinkedIdentity identity);
}

/// <summary>Sign-ins through providers that came back: each comes back once.</summary>
public interface IExternalReturns
{
    /// <summary>True for the first who asks about a sign-in.</summary>
    Task<bool> Take(Guid signIn, DateTimeOffset goodUntil, CancellationToken ct);

    /// <summary>Forgets those that could not come back any more before a moment.</summary>
    Task Forget(DateTimeOffset goodUntilBefore, CancellationToken ct);
}
