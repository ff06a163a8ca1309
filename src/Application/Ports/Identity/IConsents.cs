using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Published query of Identity: whether somebody agreed; asked before every use, never remembered.</summary>
public interface IConsents
{
    /// <summary>Whether consent to the newest text of a purpose is given and not taken back.</summary>
    Task<bool> Allows(UserId user, string purpose, CancellationToken ct);
}
