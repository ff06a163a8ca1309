using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Orders;

internal sealed class GetOrderHandler(MarketplaceDb db) : IQuery<GetOrder, OrderView>
{
    private static readonly Func<MarketplaceDb, OrderId, CancellationToken, Task<Order?>> ById =
        EF.CompileAsyncQuery((MarketplaceDb db, OrderId id, CancellationToken ct) =>
            db.Set<Order>().AsNoTracking().AsSingleQuery().FirstOrDefault(o => o.Id == id));

    public async Task<Result<OrderView>> Handle(GetOrder request, CancellationToken ct)
    {
        var order = await ById(db, request.Order, ct);
        return order is null || (request.Buyer is { } buyer && order.Buyer != buyer)
            ? OrderErrors.NotFound : OrderView.Of(order);
    }
}

internal sealed class ListOrdersHandler(MarketplaceDb db) : IQuery<ListOrders, Page<OrderSummary>>
{
    public async Task<Result<Page<OrderSummary>>> Handle(ListOrders request, CancellationToken ct)
    {
        if (Statuses(request.Statuses).Failed(out var unknown, out var statuses)) return unknown;
        if (Keyset.Read(request.Page.Cursor).Failed(out var badCursor, out var after)) return badCursor;

        if (
            request.Number?.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') is false) return new Page<OrderSummary>([],
            null);

        var orders = db.Set<Order>().AsNoTracking().AsSingleQuery().IgnoreAutoIncludes();
        if (request.Buyer is { } buyer) orders = orders.Where(o => o.Buyer == buyer);
        if (statuses.Count > 0) orders = orders.Where(o => statuses.Contains(o.Status));
        if (request.CreatedFrom is { } from) orders = orders.Where(o => o.PlacedAt >= from);
        if (request.Number is { } number) orders = orders.Where(o => o.Number == number);
        if (after is { } last) orders = orders.Where(
            o => EF.Functions.LessThan(ValueTuple.Create(o.Id), ValueTuple.Create(new OrderId(last.Id))));

        var rows = await orders.OrderByDescending(o => o.Id).Take(request.Page.Limit + 1).Include(o => o.Parts)
            .ToListAsync(ct);
        var next = rows.Count > request.Page.Limit ? Keyset.Write(null, rows[request.Page.Limit - 1].Id.Value) : null;
        return new Page<OrderSummary>([.. rows.Take(request.Page.Limit).Select(Summary)], next);
    }

    private static OrderSummary Summary(Order order) => new(
        order.Id, order.Number, OrderProgress.Text(order.Status), OrderProgress.Code(order.Status), order.Total,
        order.PlacedAt,
        order.UpdatedAt, OrderView.CountsOf(order.Parts.Select(p => p.State)),
        [.. order.Parts.Select(p => new OrderSummary.Part(
            p.Id, p.Shop, p.ShopName, SellerOrderMachine.Text(p.State), p.Total))]);

    private static Result<IReadOnlyList<OrderStatus>> Statuses(IReadOnlyList<string> words)
    {
        var read = words.Select(w => Enum.GetValues<OrderStatus>().Where(s =>
            OrderProgress.Text(s).Equals(w, StringComparison.OrdinalIgnoreCase)
            || OrderProgress.Code(s)
                .Equals(w, StringComparison.OrdinalIgnoreCase)).Cast<OrderStatus?>().FirstOrDefault()).ToList();
        if (read.Contains(null))
            return Error.Invalid(
                "status-unknown", "There is no such status.", new FieldError("/status", "unknown", "No such status."));
        return read.Select(s => s!.Value).ToList();
    }
}

internal sealed class ListOrderEventsHandler(MarketplaceDb db) : IQuery<ListOrderEvents, OrderHistory>
{
    public async Task<Result<OrderHistory>> Handle(ListOrderEvents request, CancellationToken ct)
    {
        var order = await db.Set<Order>().AsNoTracking().IgnoreAutoIncludes().Include(o => o.Parts)
            .FirstOrDefaultAsync(o => o.Id == request.Order, ct);
        if (order is null || (request.Buyer is { } buyer && order.Buyer != buyer)) return OrderErrors.NotFound;

        return await Histories.Read(
            db, [order.Id.Value, .. order.Parts.Select(p => p.Id.Value)], request.Buyer is null, ct);
    }
}

internal static class Histories
{
    public static async Task<OrderHistory> Read(MarketplaceDb db, Guid[] subjects, bool staff, CancellationToken ct)
    {
        var rows = await db.Changes("orders").AsNoTracking().Where(c => subjects.Contains(c.Subject)).OrderBy(c => c.Id)
            .ToListAsync(ct);
        return new OrderHistory([.. rows.Select(c => new OrderEventView(
            c.Machine, c.Subject, c.Event, c.FromState, c.ToState, c.Reason, c.At, c.Role, staff ? c.Actor : null,
            staff ? c.RequestId : null))]);
    }
}
