using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>All refresh tokens.</summary>
public interface IRefreshTokens
{
    /// <summary>
    /// Uses a token up in one conditional update, so that of two at once one wins; null when unknown or expired.
    /// </summary>
    Task<Redeemed?> Redeem(byte[] hash, RefreshTokenId successor, DateTimeOffset at, CancellationToken ct);

    /// <summary>The session of a token, used or not; null when unknown.</summary>
    Task<SessionId?> SessionOf(byte[] hash, CancellationToken ct);

    void Add(RefreshToken token);
}
