using Marketplace.Application;
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
    AccessTokenCodec codec, AccessMemory memory, KeyDesk keys, NpgsqlDataSource database, ISellerStanding sellers,
    Invocation invocation)
    : IAccessTokens
{
    private const string AskSession = """
        SELECT CASE WHEN $3 AND u.second_factor_since IS NULL
            THEN ARRAY(SELECT r FROM unnest(u.roles) r WHERE r NOT IN ('support', 'moderator', 'finance', 'admin')) ELSE u.roles END,
            ARRAY(SELECT t.token_id FROM identity.revoked_tokens t WHERE t.session = s.id),
            ARRAY(SELECT p.shop::text || ' ' || p.role FROM identity.shop_posts p
                JOIN identity.users o ON o.id = p.owner AND 'seller' = ANY (o.roles)
                WHERE p."user" = u.id AND p.status = 'ACTIVE'),
            ARRAY(SELECT r.name FROM identity.office_roles r
                WHERE u.id = ANY (r.holders) AND (u.second_factor_since IS NOT NULL OR NOT $3)),
            ARRAY(SELECT DISTINCT g FROM identity.office_roles r, unnest(r.permissions) g
                WHERE u.id = ANY (r.holders) AND (u.second_factor_since IS NOT NULL OR NOT $3))
        FROM identity.sessions s JOIN identity.users u ON u.id = s."user"
        WHERE s.id = $1 AND s."user" = $2 AND s.ended_at IS NULL
        """;

    public ValueTask<AccessClaims?> Read(string token, CancellationToken ct)
    {
        if (token.StartsWith(KeyDesk.Prefix, StringComparison.Ordinal)) return keys.Read(token, sellers, ct);
        var turn = codec.Turn;
        if (memory.Proven.TryGet(token, out var proven) && proven.Turn == turn)
        {
            if (!codec.IsGoodNow(proven.Claims)) return default;
        }
        else
        {
            if (codec.Read(token) is not { } read) return default;
            memory.Proven.Put(token, proven = new(read, turn));
        }

        var claims = proven.Claims;
        if (claims.Binding is { } binding && binding != codec.BindingOf(invocation.Client)) return default;
        return memory.Standing(claims, out var standing) ? new(Now(claims, standing)) : Ask(claims, ct);
    }

    private async ValueTask<AccessClaims?> Ask(AccessClaims claims, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(AskSession);
        ask.Parameters.Add(new() { Value = claims.Session.Value });
        ask.Parameters.Add(new() { Value = claims.User.Value });
        ask.Parameters.Add(new() { Value = memory.StaffNeedsSecondFactor });
        var asked = memory.Moment;
        var standing = await Answer(ask, asked, ct);
        if (standing.Roles?.Contains("seller") == true) standing = standing with { Shop = await sellers.ShopOf(claims.User, ct) };
        if (standing.Posts.Count > 0) standing = standing with { Posts = await InOpenShops(standing.Posts, ct) };
        memory.Sessions.Put(claims.Session, standing);
        return Now(claims, standing);
    }

    private static async Task<SessionStanding> Answer(NpgsqlCommand ask, long asked, CancellationToken ct)
    {
        await using var rows = await ask.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct)) return new SessionStanding(null, null, [], asked);

        string[] roles = [.. rows.GetFieldValue<string[]>(0), .. rows.GetFieldValue<string[]>(3)];
        return new SessionStanding(roles, null, rows.GetFieldValue<string[]>(1), asked)
        {
            Posts = [.. rows.GetFieldValue<string[]>(2).Select(Posting)], Granted = rows.GetFieldValue<string[]>(4),
        };
    }

    private static ShopPosting Posting(string text) => new(new ShopId(Guid.Parse(text.AsSpan(0, 36))), SystemRoles.InShop(text[37..]));

    // A shop that its owner closed has no staff; only those who work for others are asked about.
    private async Task<IReadOnlyList<ShopPosting>> InOpenShops(IReadOnlyList<ShopPosting> posts, CancellationToken ct)
    {
        var open = new List<ShopPosting>(posts.Count);
        foreach (var shop in await sellers.For([.. posts.Select(p => p.Shop)], ct))
            if (await sellers.ShopOf(shop.Owner, ct) == shop.Shop) open.AddRange(posts.Where(p => p.Shop == shop.Shop));
        return open;
    }

    // Roles and shop are today's, not those of the moment the token was signed, so a role given or taken counts at once.
    private static AccessClaims? Now(AccessClaims claims, SessionStanding standing) =>
        standing.Roles is null || Array.IndexOf(standing.RevokedTokens, claims.TokenId) >= 0
            ? null
            : claims with { Roles = standing.Roles, Shop = standing.Shop, Posts = standing.Posts, Granted = standing.Granted };
}
