using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>What an account and its sign-in have proved so far.</summary>
/// <param name="Confirmed">Whether an address or phone is proved.</param>
/// <param name="SecondFactor">Whether signing in needs a second factor.</param>
/// <param name="SinceProof">How long ago the person last proved on this device who they are.</param>
public sealed record AccountStanding(bool Confirmed, bool SecondFactor, TimeSpan SinceProof);

/// <summary>Published query of Identity: asked before sensitive changes, never on plain reads.</summary>
public interface IAccountStanding
{
    /// <summary>The standing of an account on a device; null when there is no such sign-in.</summary>
    Task<AccountStanding?> Of(UserId user, SessionId session, CancellationToken ct);
}
