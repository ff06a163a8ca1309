using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>Why an account refuses.</summary>
public static class UserErrors
{
    /// <summary>Neither e-mail nor phone.</summary>
    public static readonly Error NoSignInName = Error.Invalid(
        "sign-in-name-missing", "An account needs an e-mail address or a phone number.");

    /// <summary>An administrator tried to give up the own admin role.</summary>
    public static readonly Error OwnAdminRole =
        Error.Conflict("own-admin-role", "Another administrator has to take this role away.");

    /// <summary>The e-mail address or phone number belongs to an account already.</summary>
    public static readonly Error Taken = Error.Conflict(
        "account-exists", "This e-mail address or phone number is in use; sign in instead.");

    /// <summary>No such account for this caller.</summary>
    public static readonly Error NotFound = Error.NotFound("user-not-found", "There is no such account.");

    /// <summary>One answer for an unknown account and a wrong password.</summary>
    public static readonly Error SignInRefused =
        new(ErrorKind.Unauthenticated, "sign-in-refused", "The sign-in name or the password is wrong.");

    /// <summary>A word that names no role.</summary>
    public static readonly Error UnknownRole = Error.Invalid("unknown-role", "There is no such role.");

    /// <summary>The settings of the first administrator cannot make an account.</summary>
    public static readonly Error FirstAdmin =
        Error.Invalid("first-admin-settings",
            "Identity:FirstAdmin needs an e-mail address and a password of 8 to 256 characters.");

    /// <summary>Somebody changed the account since it was read.</summary>
    public static readonly Error Stale = new(
        ErrorKind.Stale, "version-moved", "The account changed since it was read; read it again.");
}
