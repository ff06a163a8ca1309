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
            ARRAY(SELECT t.token_id FROM identity.revoked_tokens t WHERE t.session = s.id)
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
        var (roles, revoked) = await Answer(ask, ct);

        var shop = roles?.Contains("seller") == true ? await sellers.ShopOf(claims.User, ct) : null;
        var standing = new SessionStanding(roles, shop, revoked, asked);
        memory.Sessions.Put(claims.Session, standing);
        return Now(claims, standing);
    }

    private static async Task<(string[]? Roles, string[] Revoked)> Answer(NpgsqlCommand ask, CancellationToken ct)
    {
        await using var rows = await ask.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (rows.GetFieldValue<string[]>(0), rows.GetFieldValue<string[]>(1)) : (null, []);
    }

    // Roles and shop are today's, not those of the moment the token was signed, so a role given or taken counts at once.
    private static AccessClaims? Now(AccessClaims claims, SessionStanding standing) =>
        standing.Roles is null || Array.IndexOf(standing.RevokedTokens, claims.TokenId) >= 0
            ? null
            : claims with { Roles = standing.Roles, Shop = standing.Shop };
}
