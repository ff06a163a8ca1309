using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>A secret that renews a session once and is replaced by its successor; only its hash is kept.</summary>
public sealed class RefreshToken : Aggregate<RefreshTokenId>
{
    private RefreshToken(
        RefreshTokenId id, SessionId session, byte[] hash, RefreshTokenId? parent, DateTimeOffset issuedAt,
        DateTimeOffset expiresAt)
        : base(id) => (Session, Hash, Parent, IssuedAt, ExpiresAt) = (session, hash, parent, issuedAt, expiresAt);

    public SessionId Session { get; private set; }
    public byte[] Hash { get; private set; }
    public RefreshTokenId? Parent { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public RefreshTokenId? ReplacedBy { get; private set; }

    /// <summary>A token that is good until the session itself is over.</summary>
    public static RefreshToken Issue(
        RefreshTokenId id, Session session, byte[] hash, RefreshTokenId? parent, DateTimeOffset at) =>
        new(id, session.Id, hash, parent, at, session.UsableUntil);
}

/// <summary>What presenting a refresh token led to.</summary>
/// <param name="Reused">It had been used before: somebody holds a copy, and its whole session is to end.</param>
public sealed record Redeemed(RefreshTokenId Token, SessionId Session, bool Reused);
