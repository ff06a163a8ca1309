using Marketplace.Application;
using Marketplace.Application.Notifications;
using Marketplace.Domain.Notifications;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Notifications;

internal sealed class WaitingNotifications(MarketplaceDb db) : IWaitingNotifications
{
    public async Task<WaitingNotification?> Find(NotificationId id, CancellationToken ct)
    {
        var found = await db.Set<Notification>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct);
        return found is { Status: NotificationStatus.Queued or NotificationStatus.Retry }
            ? new WaitingNotification(found.User, found.Topic, found.Channel, found.Values)
            : null;
    }
}

internal sealed class ListNotificationsHandler(MarketplaceDb db, ITexts texts) : IQuery<ListNotifications, Page<NotificationView>>
{
    public async Task<Result<Page<NotificationView>>> Handle(ListNotifications request, CancellationToken ct)
    {
        var mine = db.Set<Notification>().AsNoTracking();
        if (request.Page.Cursor is { } cursor)
        {
            if (!Cursor.TryDecode(cursor, 1, out var parts) || !Guid.TryParse(parts[0], out var last))
                return Error.Invalid("cursor-invalid", "cursor is not one of ours.", new FieldError("/cursor", "cursor", "Use nextCursor of the page before."));
            mine = db.Set<Notification>().FromSql($"SELECT *, xmin FROM notifications.notifications WHERE id < {last}").AsNoTracking();
        }

        var rows = await mine.Where(n => n.User == request.User && n.Channel == "in-app").OrderByDescending(n => n.Id).Take(request.Page.Limit + 1).ToListAsync(ct);
        var page = rows.Take(request.Page.Limit).Select(View).ToList();
        return new Page<NotificationView>(page, rows.Count > page.Count ? Cursor.Encode(page[^1].Id.ToString()) : null);

        NotificationView View(Notification n)
        {
            var text = texts.Render(n.Topic, request.Locale, n.Values);
            return new NotificationView(n.Id, n.Topic, text.Title, text.Body, n.Values, n.CreatedAt, n.ReadAt);
        }
    }
}
