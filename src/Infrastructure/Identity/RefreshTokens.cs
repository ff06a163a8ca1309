using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class RefreshTokens(MarketplaceDb db) : IRefreshTokens
{
    private const string Use = """
        UPDATE identity.refresh_tokens SET used_at = $2, replaced_by = $3
        WHERE hash = $1 AND used_at IS NULL AND expires_at > $2
        RETURNING id, session, false
        """;

    private const string Past = """
        SELECT id, session, true FROM identity.refresh_tokens WHERE hash = $1 AND used_at IS NOT NULL
        """;

    public async Task<Redeemed?> Redeem(byte[] hash, RefreshTokenId successor, DateTimeOffset at, CancellationToken ct)
    {
        await db.Begin(ct);
        return await Read(Use, ct, hash, at, successor.Value) ?? await Read(Past, ct, hash);
    }

    public async Task<SessionId?> SessionOf(byte[] hash, CancellationToken ct) => await db.Set<RefreshToken>()
        .Where(t => t.Hash == hash).Select(t => (SessionId?)t.Session).FirstOrDefaultAsync(ct);

    public void Add(RefreshToken token) => db.Add(token);

    private async Task<Redeemed?> Read(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new Redeemed(new RefreshTokenId(rows.GetGuid(0)), new SessionId(rows.GetGuid(1)), rows.GetBoolean(2))
            : null;
    }
}
