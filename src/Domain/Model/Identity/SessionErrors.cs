using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>Why a session refuses.</summary>
public static class SessionErrors
{
    /// <summary>Unknown, expired or ended: the person has to sign in again.</summary>
    public static readonly Error Over = new(
        ErrorKind.Unauthenticated, "session-over", "This session is over; sign in again.");

    /// <summary>No such device of this account.</summary>
    public static readonly Error NotFound = Error.NotFound("device-not-found", "There is no such device.");
}
