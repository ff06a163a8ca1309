using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Orders;

internal sealed class GetReturnHandler(MarketplaceDb db) : IQuery<GetReturn, ReturnView>
{
    public async Task<Result<ReturnView>> Handle(GetReturn request, CancellationToken ct)
    {
        var found = await db.Set<Return>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Return, ct);
        var (buyer, shop, staff) = request.Viewer;
        var seen = found is not null
            && (staff || (shop is { } s && s == found.Shop) || (buyer is { } b && b == found.Buyer));
        return seen ? ReturnViews.Of(found!) : ReturnErrors.NotFound;
    }
}

internal sealed class ListReturnsHandler(MarketplaceDb db) : IQuery<ListReturns, Page<ReturnView>>
{
    public async Task<Result<Page<ReturnView>>> Handle(ListReturns request, CancellationToken ct)
    {
        var ((buyer, shop, staff), limit) = (request.Viewer, request.Page.Limit);
        if (Keyset.Read(request.Page.Cursor).Failed(out var refusal, out var position)) return refusal;

        var returns = position is { Id: var before }
            ? db.Set<Return>().FromSql($"SELECT r.*, r.xmin FROM orders.returns r WHERE r.id < {before}")
            : db.Set<Return>();
        if (!staff && shop is { } own) returns = returns.Where(r => r.Shop == own);
        if (!staff && shop is null) returns = returns.Where(r => r.Buyer == buyer);
        if (request.Order is { } order) returns = returns.Where(r => r.Order == order);
        if (States(request.Statuses) is { Length: > 0 } states) returns = returns.Where(r => states.Contains(r.State));

        var rows = await returns.AsNoTracking().OrderByDescending(r => r.Id).Take(limit + 1).ToListAsync(ct);
        var items = rows.Take(limit).Select(ReturnViews.Of).ToList();
        return new Page<ReturnView>(items, rows.Count > limit ? Keyset.Write(null, items[^1].Id.Value) : null);
    }

    private static ReturnState[] States(IReadOnlyList<string> names) =>
        [.. Enum.GetValues<ReturnState>().Where(s => names.Contains(EnumText<ReturnState>.Write(s)))];
}

/// <summary>A return as those who take part see it.</summary>
internal static class ReturnViews
{
    public static ReturnView Of(Return r) => new(
        r.Id, r.Order, r.SellerOrder, r.Shop, EnumText<ReturnState>.Write(r.State),
        EnumText<ReturnReason>.Write(r.Reason), r.Comment, r.Photos,
        r.Lines, r.Accepted, ReturnPolicy.SellerPays(r.Reason) ? "seller" : "buyer", r.RefundsDelivery, r.Parcel,
        r.Objection, r.DueBy,
        r.CreatedAt, r.UpdatedAt, r.Version);
}
