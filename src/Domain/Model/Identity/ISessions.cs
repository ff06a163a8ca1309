using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>All sign-ins.</summary>
public interface ISessions
{
    Task<Session?> Find(SessionId id, CancellationToken ct);

    /// <summary>The sessions of an account nobody has ended, beyond the newest ones.</summary>
    Task<IReadOnlyList<Session>> Beyond(UserId user, int newest, CancellationToken ct);

    /// <summary>Ends one access token before its time; its session goes on.</summary>
    Task RevokeToken(SessionId session, string tokenId, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Whether the account has used this device before this session, or never used any.</summary>
    Task<bool> IsFamiliar(Session session, CancellationToken ct);

    /// <summary>Forgets sessions that ended, or were last usable, before a moment.</summary>
    Task Forget(DateTimeOffset overBefore, CancellationToken ct);

    void Add(Session session);
}
