using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using static Marketplace.Domain.Shipping.CourierTaskState;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class Couriers(MarketplaceDb db) : ICouriers
{
    public Task<Courier?> Find(CourierId id, CancellationToken ct) =>
        db.Set<Courier>().FirstOrDefaultAsync(c => c.Id == id, ct);

    public Task<Courier?> NextOnShift(IReadOnlyCollection<CourierId> except, CancellationToken ct)
    {
        var left = except.ToArray();
        return db.Set<Courier>().Where(c => c.OnShift && !left.Contains(c.Id))
            .OrderBy(c => c.LastAskedAt != null).ThenBy(c => c.LastAskedAt).ThenBy(c => c.Id).FirstOrDefaultAsync(ct);
    }

    public void Add(Courier courier) => db.Add(courier);
}

internal sealed class CourierTasks(MarketplaceDb db) : ICourierTasks
{
    public Task<CourierTask?> Find(CourierTaskId id, CancellationToken ct) =>
        db.Set<CourierTask>().FirstOrDefaultAsync(t => t.Id == id, ct);

    public Task<CourierTask?> OpenOf(ShipmentId shipment, CancellationToken ct) => db.Set<CourierTask>()
        .FirstOrDefaultAsync(
            t => t.Shipment == shipment && t.State != Done && t.State != Returned && t.State != Lost
                && t.State != Cancelled, ct);

    public async Task<IReadOnlyList<CourierTaskId>> Unasked(int limit, CancellationToken ct) => await db.Set<CourierTask>()
        .Where(t => t.State == Waiting || t.State == Declined || t.State == TimedOut)
        .OrderBy(t => t.Id).Take(limit).Select(t => t.Id).ToListAsync(ct);

    public Task<bool> AnyAtWork(CourierId courier, CancellationToken ct) => db.Set<CourierTask>().AnyAsync(
        t => t.Courier == courier && t.State != Offered && t.State != Done && t.State != Returned && t.State != Lost
            && t.State != Cancelled, ct);

    public void Add(CourierTask task) => db.Add(task);
}
