using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class Sessions(MarketplaceDb db) : ISessions
{
    private static readonly Func<MarketplaceDb, UserId, int, IAsyncEnumerable<Session>> BeyondNewest = EF.CompileAsyncQuery(
        (MarketplaceDb db, UserId user, int newest) => db.Set<Session>()
            .Where(s => s.User == user && s.EndedAt == null).OrderByDescending(s => s.StartedAt).Skip(newest));

    public Task<Session?> Find(SessionId id, CancellationToken ct) =>
        db.Set<Session>().FirstOrDefaultAsync(s => s.Id == id, ct);

    public async Task<IReadOnlyList<Session>> Beyond(UserId user, int newest, CancellationToken ct)
    {
        var found = new List<Session>();
        await foreach (var session in BeyondNewest(db, user, newest).WithCancellation(ct)) found.Add(session);
        return found;
    }

    public async Task Forget(DateTimeOffset overBefore, CancellationToken ct)
    {
        await db.Begin(ct);
        var unusedBefore = overBefore - Session.LongestIdle;
        await db.Set<Session>().Where(s => s.EndedAt < overBefore || s.SeenAt < unusedBefore).ExecuteDeleteAsync(ct);
        await db.Set<RevokedTokenRow>().Where(t => t.ExpiresAt < overBefore).ExecuteDeleteAsync(ct);
    }

    public async Task RevokeToken(SessionId session, string tokenId, DateTimeOffset expiresAt, CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO identity.revoked_tokens (token_id, session, expires_at) VALUES ({tokenId}, {session.Value}, {expiresAt})
            ON CONFLICT (token_id) DO NOTHING
            """, ct);
    }

    // An account's first session is no surprise to its owner.
    public async Task<bool> IsFamiliar(Session session, CancellationToken ct)
    {
        var earlier = db.Set<Session>().Where(s => s.User == session.User && s.StartedAt < session.StartedAt);
        return await earlier.AnyAsync(s => s.Device == session.Device, ct) || !await earlier.AnyAsync(ct);
    }

    public void Add(Session session) => db.Add(session);
}
