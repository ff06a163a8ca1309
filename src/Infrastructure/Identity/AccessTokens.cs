using System.Diagnostics.CodeAnalysis;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

/// <summary>
/// Reads bearer tokens: proven once, then remembered for a minute; their session is asked for every five seconds (S4).
/// </summary>
internal sealed class AccessTokens(
    AccessTokenCodec codec, AccessMemory memory, NpgsqlDataSource database, ISellerStanding sellers)
    : IAccessTokens
{
    private const string AskSession = """
        SELECT CASE WHEN $3 AND u.second_factor_since IS NULL
            THEN ARRAY(SELECT r FROM unnest(u.roles) r WHERE r NOT IN ('support', 'moderator', 'finance', 'admin')) ELSE u.roles END
        FROM identity.sessions s JOIN identity.users u ON u.id = s."user"
        WHERE s.id = $1 AND s."user" = $2 AND s.ended_at IS NULL
        """;

    public ValueTask<AccessClaims?> Read(string token, CancellationToken ct)
    {
        if (memory.Proven.TryGet(token, out var claims))
        {
            if (!codec.IsGoodNow(claims)) return default;
        }
        else
        {
            if ((claims = codec.Read(token)) is null) return default;
            memory.Proven.Put(token, claims);
        }

        return memory.Standing(claims, out var standing) ? new(Now(claims, standing)) : Ask(claims, ct);
    }

    private async ValueTask<AccessClaims?> Ask(AccessClaims claims, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(AskSession);
        ask.Parameters.Add(new() { Value = claims.Session.Value });
        ask.Parameters.Add(new() { Value = claims.User.Value });
        ask.Parameters.Add(new() { Value = memory.StaffNeedsSecondFactor });
        var asked = memory.Moment;
        var roles = await ask.ExecuteScalarAsync(ct) as string[];

        var shop = roles?.Contains("seller") == true ? await sellers.ShopOf(claims.User, ct) : null;
        var standing = new SessionStanding(roles, shop, asked);
        memory.Sessions.Put(claims.Session, standing);
        return Now(claims, standing);
    }

    // Roles and shop are today's, not those of the moment the token was signed, so a role given or taken counts at once.
    private static AccessClaims? Now(AccessClaims claims, SessionStanding standing) =>
        standing.Roles is null ? null : claims with { Roles = standing.Roles, Shop = standing.Shop };
}

/// <summary>What the database said about a session.</summary>
/// <param name="Roles">Null when the session has ended.</param>
/// <param name="Asked">When the question was sent.</param>
internal sealed record SessionStanding(IReadOnlyList<string>? Roles, ShopId? Shop, long Asked);

/// <summary>
/// What this host remembers of tokens and sessions; never longer than the database may be out of date for others.
/// </summary>
internal sealed class AccessMemory(TimeProvider time) : IAccessRevocation
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly BriefCache<UserId, long> _distrusted = new(Lifetime, 10_000, time);

    public BriefCache<string, AccessClaims> Proven { get; } = new(TimeSpan.FromMinutes(1), 4_000, time);
    public BriefCache<SessionId, SessionStanding> Sessions { get; } = new(Lifetime, 20_000, time);

    /// <summary>Whether staff roles count only with a second factor here.</summary>
    public bool StaffNeedsSecondFactor { get; init; }

    public long Moment => time.GetTimestamp();

    public bool Standing(AccessClaims claims, [NotNullWhen(true)] out SessionStanding? standing) =>
        Sessions.TryGet(claims.Session, out standing) && time.GetElapsedTime(standing.Asked) < Lifetime
        && !_distrusted.TryGet(claims.User, out _);

    // Marked before the change commits: until the mark is gone every answer comes from the database, so the commit is seen.
    public void Distrust(UserId user) => _distrusted.Put(user, Moment);
}
