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
    }

    public void Add(Session session) => db.Add(session);
}
