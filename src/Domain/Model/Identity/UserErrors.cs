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

    /// <summary>Somebody from the staff tried to confirm the own account.</summary>
    public static readonly Error OwnAccount =
        Error.Forbidden("own-account", "Somebody else has to do this for your own account.");

    /// <summary>Somebody else proved this address meanwhile; told only to who proves to read it.</summary>
    public static readonly Error Taken = Error.Conflict(
        "address-taken", "Another account has this e-mail address or phone number; sign in to that one.");

    /// <summary>A link or code is unknown, used, too old or tried too often: one answer for all.</summary>
    public static readonly Error NotProved = Error.Invalid(
        "proof-not-good", "This link or code is wrong, used or too old; ask for a new one.");

    /// <summary>There is no address or phone to be confirmed.</summary>
    public static readonly Error NothingToConfirm =
        Error.Conflict("nothing-to-confirm", "Nothing waits for confirmation here.");

    /// <summary>The password given along with a sensitive change is wrong.</summary>
    public static readonly Error WrongPassword = Error.Invalid(
        "password-wrong", "This is not your current password.",
        new FieldError("/password", "wrong", "This is not your current password."));

    /// <summary>The password is one of those that are tried first, or is made of the owner's own name or address.</summary>
    public static readonly Error WeakPassword = Error.Invalid(
        "validation-failed", "Some fields are not acceptable.",
        new FieldError("/password", "too-common", "This password is easily guessed; choose another one."));

    /// <summary>More passwords wait to be checked than the host can hash in time.</summary>
    public static readonly Error Busy = new(
        ErrorKind.Unavailable, "sign-in-busy", "Too many people sign in right now; try again in a moment.");

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
