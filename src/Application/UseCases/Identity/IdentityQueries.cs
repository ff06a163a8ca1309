using System.Text.Json.Serialization;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>An account, read by its owner or by an administrator.</summary>
public sealed record GetUser(UserId User);

/// <summary>Accounts, newest first.</summary>
/// <param name="Role">Only holders of this role.</param>
/// <param name="Email">Only this exact address.</param>
public sealed record ListUsers(PageRequest Page, string? Role, string? Email);

/// <summary>An account as its owner and administrators see it.</summary>
public sealed record UserView(
    Guid Id, string Name, string? Email, string? Phone, string Locale, IReadOnlyList<string> Roles,
    DateTimeOffset RegisteredAt, [property: JsonIgnore] uint Version)
{
    /// <summary>Whether the owner proved to read this e-mail address.</summary>
    public bool EmailConfirmed { get; init; }

    /// <summary>Whether the owner proved to read messages to this phone.</summary>
    public bool PhoneConfirmed { get; init; }

    /// <summary>Whether signing in needs a second factor.</summary>
    public bool SecondFactor { get; init; }
}

/// <summary>Whether whoever signs in under a name or from an address has to solve a captcha first.</summary>
public sealed record GetSignInBarrier(string? Email, string? Phone, SignInOrigin? Origin)
{
    public override string ToString() => "GetSignInBarrier ***";
}

/// <summary>What stands before a sign-in; the same for names that exist and names that do not.</summary>
public sealed record SignInBarrierView(bool CaptchaWanted);

/// <summary>A person's kept addresses.</summary>
public sealed record ListAddresses(UserId User);

/// <summary>An address book; one version for the whole of it.</summary>
public sealed record AddressBookView(IReadOnlyList<SavedAddress> Items, uint Version);

/// <summary>The devices a person is signed in on, most recently used first.</summary>
public sealed record ListDevices(UserId User, SessionId Current);

/// <summary>One signed-in device.</summary>
/// <param name="Network">From where, without the part of the address that names one machine.</param>
public sealed record DeviceView(
    Guid Id, string Device, string? Network, DateTimeOffset SignedInAt, DateTimeOffset SeenAt, bool Current);

/// <summary>The keys that prove our access tokens.</summary>
public sealed record GetSigningKeys;

/// <summary>A JSON Web Key Set.</summary>
public sealed record SigningKeysView(IReadOnlyList<SigningKeyView> Keys);

/// <summary>A public P-256 key as a JSON Web Key; coordinates in base64url.</summary>
public sealed record SigningKeyView(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
