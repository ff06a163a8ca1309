using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Orders;

internal sealed class GetSellerOrderHandler(MarketplaceDb db) : IQuery<GetSellerOrder, SellerOrderView>
{
    public async Task<Result<SellerOrderView>> Handle(GetSellerOrder request, CancellationToken ct)
    {
        var order = await db.Set<Order>().AsNoTracking().AsSingleQuery()
            .FirstOrDefaultAsync(o => o.Parts.Any(p => p.Id == request.SellerOrder), ct);
        if (order?.Part(request.SellerOrder) is not { } part) return OrderErrors.PartNotFound;
        return request.Shop is { } shop && part.Shop != shop ? OrderErrors.PartNotFound : SellerOrderView.Of(order, part);
    }
}

internal sealed class ListSellerOrdersHandler(MarketplaceDb db) : IQuery<ListSellerOrders, Page<SellerOrderSummary>>
{
    public async Task<Result<Page<SellerOrderSummary>>> Handle(ListSellerOrders request, CancellationToken ct)
    {
        if (States(request.States).Failed(out var unknown, out var states)) return unknown;
        if (Keyset.Read(request.Page.Cursor).Failed(out var badCursor, out var after)) return badCursor;

        var parts = db.Set<SellerOrder>().AsNoTracking().Where(p => p.Shop == request.Shop);
        parts = states.Count > 0
            ? parts.Where(p => states.Contains(p.State)) : parts.Where(p => p.State != SellerOrderState.AwaitingPayment);
        parts = request.UpdatedFrom is { } from ? ByChange(parts, from, after) : ByAge(parts, after);

        var limit = request.Page.Limit;
        var rows = await parts.Take(limit + 1)
            .Join(db.Set<Order>().IgnoreAutoIncludes(), p => p.Order, o => o.Id, (p, o) => new
            {
                p.Id, p.Order, o.Number, p.State, p.Total, Units = p.Lines.Where(l => l.Number > 0)
                .Sum(l => l.Quantity - l.Cancelled), o.PlacedAt,
                p.UpdatedAt, p.AcceptBy, p.ShipBy, p.CancelRequest,
            }).ToListAsync(ct);

        // The join may lose the order that the limit was taken in.
        rows = request.UpdatedFrom is null
            ? [.. rows.OrderByDescending(r => r.Id.Value)] : [.. rows.OrderBy(r => r.UpdatedAt).ThenBy(r => r.Id.Value)];
        var last = rows.Count > limit ? rows[limit - 1] : null;
        return new Page<SellerOrderSummary>(
            [.. rows.Take(limit).Select(r => new SellerOrderSummary(
                r.Id, r.Order, r.Number, SellerOrderMachine.Text(r.State), r.Total, r.Units, r.PlacedAt, r.UpdatedAt,
                r.AcceptBy, r.ShipBy, CancelRequestView.Of(r.CancelRequest)))],
            last is null ? null : Keyset.Write(request.UpdatedFrom is null ? null : last.UpdatedAt, last.Id.Value));
    }

    private static IQueryable<SellerOrder> ByAge(IQueryable<SellerOrder> parts, Keyset.Position? after)
    {
        if (after is { } a) parts = parts.Where(
            p => EF.Functions.LessThan(ValueTuple.Create(p.Id), ValueTuple.Create(new SellerOrderId(a.Id))));
        return parts.OrderByDescending(p => p.Id);
    }

    private static IQueryable<SellerOrder> ByChange(
        IQueryable<SellerOrder> parts, DateTimeOffset from, Keyset.Position? after)
    {
        parts = parts.Where(p => p.UpdatedAt >= from);
        if (after is { At: { } at } a)
        {
            parts = parts.Where(p => EF.Functions.GreaterThan(
                ValueTuple.Create(p.UpdatedAt, p.Id), ValueTuple.Create(at, new SellerOrderId(a.Id))));
        }

        return parts.OrderBy(p => p.UpdatedAt).ThenBy(p => p.Id);
    }

    private static Result<IReadOnlyList<SellerOrderState>> States(IReadOnlyList<string> words)
    {
        var read = words.Select(w => Enum.GetValues<SellerOrderState>()
            .Where(s => SellerOrderMachine.Text(s).Equals(w, StringComparison.OrdinalIgnoreCase)).Cast<SellerOrderState?>()
                .FirstOrDefault()).ToList();
        if (read.Contains(null))
            return Error.Invalid(
                "status-unknown", "There is no such state.", new FieldError("/status", "unknown", "No such state."));
        return read.Select(s => s!.Value).ToList();
    }
}
