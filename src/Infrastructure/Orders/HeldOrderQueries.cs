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
    // The partial index of guards.sql holds only these rows.
    private const string Held = """
        SELECT * FROM orders.seller_orders WHERE holds <> '[]'::jsonb
            AND ({0}::text IS NULL OR holds @> jsonb_build_array(jsonb_build_object('kind', {0}::text)))
        """;

    public async Task<Result<Page<HeldOrder>>> Handle(ListHeldOrders request, CancellationToken ct)
    {
        if (Keyset.Read(request.Page.Cursor).Failed(out var badCursor, out var after)) return badCursor;

        var parts = db.Set<SellerOrder>().FromSqlRaw(Held, request.Kind!).AsNoTracking().IgnoreAutoIncludes();
        if (after is { At: { } at } a)
        {
            parts = parts.Where(p => EF.Functions.GreaterThan(
                ValueTuple.Create(p.UpdatedAt, p.Id), ValueTuple.Create(at, new SellerOrderId(a.Id))));
        }

        var limit = request.Page.Limit;
        var rows = await parts.OrderBy(p => p.UpdatedAt).ThenBy(p => p.Id).Take(limit + 1).ToListAsync(ct);
        var ids = rows.Select(p => p.Order).Distinct().ToList();
        var numbers = await db.Set<Order>().AsNoTracking().IgnoreAutoIncludes().Where(o => ids.Contains(o.Id))
            .Select(o => new { o.Id, o.Number }).ToDictionaryAsync(o => o.Id, o => o.Number, ct);
        var next = rows.Count > limit ? Keyset.Write(rows[limit - 1].UpdatedAt, rows[limit - 1].Id.Value) : null;
        return new Page<HeldOrder>([.. rows.Take(limit).Select(p => Row(p, numbers[p.Order]))], next);
    }

    private static HeldOrder Row(SellerOrder part, string number) => new(
        part.Id, part.Order, number, part.Shop, SellerOrderMachine.Text(part.State), [.. part.Holds.Select(h => h.Kind)],
        part.Total, part.UpdatedAt, part.AskedAt, [.. part.Parcels.Select(OrderView.Of)]);
}
