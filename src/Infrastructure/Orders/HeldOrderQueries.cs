using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Orders;

internal sealed class ListSellerOrderEventsHandler(MarketplaceDb db) : IQuery<ListSellerOrderEvents, OrderHistory>
{
    public async Task<Result<OrderHistory>> Handle(ListSellerOrderEvents request, CancellationToken ct)
    {
        var shop = await db.Set<SellerOrder>().Where(p => p.Id == request.SellerOrder).Select(p => (ShopId?)p.Shop)
            .FirstOrDefaultAsync(ct);
        if (shop is null || (request.Shop is { } own && own != shop)) return OrderErrors.PartNotFound;
        return await Histories.Read(db, [request.SellerOrder.Value], request.Shop is null, ct);
    }
}

internal sealed class ListHeldOrdersHandler(MarketplaceDb db) : IQuery<ListHeldOrders, Page<HeldOrder>>
{
    public async Task<Result<Page<HeldOrder>>> Handle(ListHeldOrders request, CancellationToken ct)
    {
        if (Keyset.Read(request.Page.Cursor).Failed(out var badCursor, out var after)) return badCursor;

        var limit = request.Page.Limit;
        var keys = await Keys(request.Kind, after, limit + 1).ToListAsync(ct);
        var ids = keys.Take(limit).Select(k => new SellerOrderId(k)).ToList();
        var parts = await db.Set<SellerOrder>().AsNoTracking().IgnoreAutoIncludes().Where(p => ids.Contains(p.Id))
            .Join(db.Set<Order>().IgnoreAutoIncludes(), p => p.Order, o => o.Id, (p, o) => new { Part = p, o.Number })
            .ToListAsync(ct);
        var rows = parts.OrderBy(r => r.Part.UpdatedAt).ThenBy(r => r.Part.Id.Value).ToList();
        var next = keys.Count > limit ? Keyset.Write(rows[^1].Part.UpdatedAt, rows[^1].Part.Id.Value) : null;
        return new Page<HeldOrder>([.. rows.Select(r => Row(r.Part, r.Number))], next);
    }

    // The partial index of guards.sql holds only these rows.
    private IQueryable<Guid> Keys(string? kind, Keyset.Position? after, int count)
    {
        var (at, id) = (after?.At ?? DateTimeOffset.MinValue, after?.Id ?? Guid.Empty);
        return db.Database.SqlQuery<Guid>($"""
            SELECT id AS "Value" FROM orders.seller_orders
            WHERE holds <> '[]'::jsonb AND (updated_at, id) > ({at}, {id})
                AND ({kind}::text IS NULL OR holds @> jsonb_build_array(jsonb_build_object('kind', {kind}::text)))
            ORDER BY updated_at, id LIMIT {count}
            """);
    }

    private static HeldOrder Row(SellerOrder part, string number) => new(
        part.Id, part.Order, number, part.Shop, SellerOrderMachine.Text(part.State), [.. part.Holds.Select(h => h.Kind)],
        part.Total, part.UpdatedAt, part.AskedAt, [.. part.Parcels.Select(OrderView.Of)]);
}
