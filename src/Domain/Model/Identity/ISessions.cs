using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>All sign-ins.</summary>
public interface ISessions
{
    Task<Session?> Find(SessionId id, CancellationToken ct);

    /// <summary>The sessions of an account nobody has ended, beyond the newest ones.</summary>
    Task<IReadOnlyList<Session>> Beyond(UserId user, int newest, CancellationToken ct);

    /// <summary>Forgets sessions that ended, or were last usable, before a moment.</summary>
    Task Forget(DateTimeOffset overBefore, CancellationToken ct);

    void Add(Session session);
}
