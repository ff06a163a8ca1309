using System.Security.Cryptography;
using System.Text;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

/// <summary>What the database said about an API key; no claims when it is none, over, or its owner has no shop any more.</summary>
internal sealed record KeyStanding(AccessClaims? Claims, long Asked);

/// <summary>Reads API keys, and notes once a minute that they are in use.</summary>
internal sealed class KeyDesk(AccessMemory memory, NpgsqlDataSource database)
{
    public const string Prefix = "mk_";

    private const string AskKey = """
        SELECT k.id, k.owner, k.shop, k.scopes, k.expires_at, k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute'
        FROM identity.api_keys k JOIN identity.users u ON u.id = k.owner
        WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND 'seller' = ANY (u.roles)
        """;

    private const int Length = 46;
    private static readonly string[] Roles = ["seller"];

    public async ValueTask<AccessClaims?> Read(string text, ISellerStanding sellers, CancellationToken ct)
    {
        if (text.Length != Length) return null;
        if (memory.Keys.TryGet(text, out var known) && (known.Claims is null || memory.IsFresh(known.Claims.User, known.Asked)))
            return known.Claims;

        var asked = memory.Moment;
        var (claims, noteUse) = await Ask(text, ct);
        if (claims is not null && await sellers.ShopOf(claims.User, ct) != claims.Shop) claims = null;
        memory.Keys.Put(text, new KeyStanding(claims, asked));
        if (claims is not null && noteUse) await NoteUse(claims.Key!.Value, ct);
        return claims;
    }

    private async Task<(AccessClaims? Claims, bool NoteUse)> Ask(string text, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(AskKey);
        ask.Parameters.Add(new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes(text)) });
        await using var rows = await ask.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct)) return (null, false);

        var key = new ApiKeyId(rows.GetGuid(0));
        var ends = await rows.IsDBNullAsync(4, ct) ? DateTimeOffset.MaxValue : rows.GetFieldValue<DateTimeOffset>(4);
        var claims = new AccessClaims(new UserId(rows.GetGuid(1)), default, Roles, new ShopId(rows.GetGuid(2)), ends)
        {
            Key = key, Scopes = rows.GetFieldValue<string[]>(3),
        };
        return (claims, rows.GetBoolean(5));
    }

    private async Task NoteUse(ApiKeyId key, CancellationToken ct)
    {
        await using var note = database.CreateCommand("UPDATE identity.api_keys SET last_used_at = now() WHERE id = $1");
        note.Parameters.Add(new() { Value = key.Value });
        await note.ExecuteNonQueryAsync(ct);
    }
}
