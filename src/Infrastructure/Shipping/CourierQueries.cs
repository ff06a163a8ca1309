using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using static Marketplace.Domain.Shipping.CourierTaskState;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class ListCourierTasksHandler(MarketplaceDb db) : IQuery<ListCourierTasks, Page<CourierTaskView>>
{
    public async Task<Result<Page<CourierTaskView>>> Handle(ListCourierTasks request, CancellationToken ct)
    {
        if (!IdCursor.Read(request.Page.Cursor, out var after)) return IdCursor.Foreign;

        var (limit, courier) = (request.Page.Limit, request.Courier);
        CourierTaskState[] over = [Done, Returned, Lost, Cancelled];
        var tasks = (after, request.Finished) switch
        {
            ({ } id, true) =>
                db.Set<CourierTask>().FromSql($"SELECT t.*, t.xmin FROM shipping.courier_tasks t WHERE t.id < {id}"),
            ({ } id, false) =>
                db.Set<CourierTask>().FromSql($"SELECT t.*, t.xmin FROM shipping.courier_tasks t WHERE t.id > {id}"),
            _ => db.Set<CourierTask>(),
        };
        tasks = tasks.Where(t => t.Courier == courier && over.Contains(t.State) == request.Finished);
        tasks = request.Finished ? tasks.OrderByDescending(t => t.Id) : tasks.OrderBy(t => t.Id);
        var rows = await tasks.Take(limit + 1).AsNoTracking()
            .Join(db.Set<Shipment>().AsNoTracking(), t => t.Shipment, s => s.Id, (t, s) => new { Task = t, Parcel = s })
                .ToListAsync(ct);

        var ordered = request.Finished
            ? rows.OrderByDescending(r => r.Task.CreatedAt)
            : rows.OrderBy(r => r.Task.CreatedAt);
        var items = ordered.Take(limit).Select(r => TaskViews.Of(r.Task, r.Parcel)).ToList();
        return new Page<CourierTaskView>(items, rows.Count > limit ? IdCursor.Write(items[^1].Id.Value) : null);
    }
}

internal sealed class GetCourierTaskHandler(MarketplaceDb db) : IQuery<GetCourierTask, CourierTaskView>
{
    public async Task<Result<CourierTaskView>> Handle(GetCourierTask request, CancellationToken ct)
    {
        var found = await db.Set<CourierTask>().AsNoTracking()
            .Where(t => t.Id == request.Task && t.Courier == request.Courier)
            .Join(db.Set<Shipment>().AsNoTracking(), t => t.Shipment, s => s.Id, (t, s) => new { Task = t, Parcel = s })
                .FirstOrDefaultAsync(ct);
        return found is null ? CourierTaskErrors.NotFound(request.Task) : TaskViews.Of(found.Task, found.Parcel);
    }
}

internal sealed class GetShiftHandler(MarketplaceDb db) : IQuery<GetShift, ShiftView>
{
    public async Task<Result<ShiftView>> Handle(GetShift request, CancellationToken ct)
    {
        var courier = await db.Set<Courier>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == request.Courier, ct);
        return courier is null
            ? new ShiftView(false, null, null)
            : new ShiftView(courier.OnShift, courier.ShiftStartedAt, courier.ShiftEndedAt);
    }
}

/// <summary>A task as its courier may see it.</summary>
internal static class TaskViews
{
    public static CourierTaskView Of(CourierTask t, Shipment s) => new(
        t.Id, s.Id, s.Number, EnumText<CourierTaskState>.Write(t.State), t.OfferedUntil, t.IsOpen ? s.From : null,
        t.IsOpen ? Shown(s.To, t.State) : null, s.Pieces, t.Attempts, t.FailureReason, s.DeliveryCode.Locked, t.CreatedAt,
        t.UpdatedAt, t.Version, DoorCashView.Of(s));

    // Until the task is accepted the courier needs the area, not the person.
    private static Address Shown(Address to, CourierTaskState state) =>
        state == Offered ? to with { RecipientName = "", Phone = "", Note = null } : to;
}
