using System.Diagnostics.CodeAnalysis;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Transport;

namespace Marketplace.Infrastructure.Identity;

/// <summary>What the database said about a session.</summary>
/// <param name="Roles">Null when the session has ended.</param>
/// <param name="RevokedTokens">Its tokens that were ended one by one.</param>
/// <param name="Asked">When the question was sent.</param>
internal sealed record SessionStanding(IReadOnlyList<string>? Roles, ShopId? Shop, string[] RevokedTokens, long Asked)
{
    /// <summary>Shops the account works for.</summary>
    public IReadOnlyList<ShopPosting> Posts { get; init; } = [];

    /// <summary>Permissions by roles of the market's own.</summary>
    public IReadOnlyList<string> Granted { get; init; } = [];
}

/// <summary>A token whose signature was checked, and with which turn of the keys.</summary>
internal readonly record struct ProvenToken(AccessClaims Claims, int Turn);

/// <summary>
/// What this host remembers of tokens and sessions; never longer than the database may be out of date for others.
/// </summary>
/// <remarks>
/// Shared memory carries the news that something was revoked, never the leave to pass: when it is away, stale or wrong,
/// the database is still asked after five seconds at the latest.
/// </remarks>
internal sealed class AccessMemory : IAccessRevocation
{
    private const string Topic = "access-revoked";
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly BriefCache<UserId, long> _distrusted;
    private readonly ISharedMemory? _shared;
    private readonly TimeProvider _time;

    public AccessMemory(TimeProvider time, ISharedMemory? shared = null)
    {
        (_time, _shared) = (time, shared);
        _distrusted = new(Lifetime, 10_000, time);
        Proven = new(TimeSpan.FromMinutes(1), 4_000, time);
        Sessions = new(Lifetime, 20_000, time);
        Keys = new(Lifetime, 4_000, time);
        _shared?.Listen(Topic, Hear);
    }

    public BriefCache<string, ProvenToken> Proven { get; }
    public BriefCache<SessionId, SessionStanding> Sessions { get; }
    public BriefCache<string, KeyStanding> Keys { get; }
    public long Moment => _time.GetTimestamp();

    /// <summary>Whether staff roles count only with a second factor here.</summary>
    public bool StaffNeedsSecondFactor { get; init; }

    public bool Standing(AccessClaims claims, [NotNullWhen(true)] out SessionStanding? standing) =>
        Sessions.TryGet(claims.Session, out standing) && IsFresh(claims.User, standing.Asked);

    public bool IsFresh(UserId user, long asked) =>
        _time.GetElapsedTime(asked) < Lifetime && !_distrusted.TryGet(user, out _);

    // Marked before the change commits: until the mark is gone every answer comes from the database, so the commit is seen.
    public void Distrust(UserId user)
    {
        _distrusted.Put(user, Moment);
        _shared?.Tell(Topic, user.ToString());
    }

    private void Hear(string news)
    {
        if (Guid.TryParse(news, out var user)) _distrusted.Put(new UserId(user), Moment);
    }
}
