using Marketplace.Domain.Notifications;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Notifications;

internal sealed class NotificationStore(MarketplaceDb db) : INotifications
{
    private static readonly Func<MarketplaceDb, NotificationId, Task<Notification?>> ById = EF.CompileAsyncQuery(
        (MarketplaceDb db, NotificationId id) => db.Set<Notification>().FirstOrDefault(n => n.Id == id));

    public Task<Notification?> Find(NotificationId id, CancellationToken ct) => ById(db, id);

    public void Add(Notification notification) => db.Add(notification);

    public async Task<int> ReadAll(UserId user, DateTimeOffset at, CancellationToken ct)
    {
        await db.Begin(ct);
        return await db.Set<Notification>().Where(n => n.User == user && n.Channel == "in-app" && n.ReadAt == null)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, at).SetProperty(x => x.Status, NotificationStatus.Read), ct);
    }
}
