using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal static class RefundViews
{
    public static RefundView Of(Refund r) => new(
        r.Id.Value, r.Order.Value, r.SellerOrder?.Value, r.Payment.Value, EnumText<RefundStatus>.Write(r.Status), r.Amount, r.Reason,
        r.RequestedBy, r.Reference, r.FailureCode, r.Tries, Lines(r), r.CreatedAt);

    // Until approval only the wish is known; amounts are fixed when units are actually taken back.
    private static IReadOnlyList<RefundLineView> Lines(Refund r) => r.Lines.Count > 0
        ? [.. r.Lines.Select(l => new RefundLineView(l.Line, l.Quantity, l.Amounts.BuyerPays))]
        : [.. r.Asked.Select(a => new RefundLineView(a.Line, a.Quantity, a.Amount ?? Money.Zero(r.Amount.Currency)))];
}

internal sealed class ListRefundsHandler(MarketplaceDb db) : IQuery<ListRefunds, Page<RefundView>>
{
    public async Task<Result<Page<RefundView>>> Handle(ListRefunds request, CancellationToken ct)
    {
        if (!Cursors.TryId(request.Page.Cursor, out var before)) return Cursors.NotOurs;
        var statuses = Enum.GetValues<RefundStatus>().Where(s => request.Statuses.Contains(EnumText<RefundStatus>.Write(s))).ToList();
        if (statuses.Count != request.Statuses.Count) return Error.Invalid("status-unknown", "There is no such refund status.");

        // Ids are ordered by time. The cast compares the column itself: a typed id has no order, and FromSql does not know the
        // columns of complex properties by their names.
        var refunds = db.Set<Refund>().AsNoTracking();
        if (before is { } id) refunds = refunds.Where(r => (Guid)(object)r.Id < id);
        if (request.Shop is { } shop) refunds = refunds.Where(r => r.Shop == shop);
        if (request.Order is { } order) refunds = refunds.Where(r => r.Order == order);
        if (statuses.Count > 0) refunds = refunds.Where(r => statuses.Contains(r.Status));
        var rows = await refunds.OrderByDescending(r => r.Id).Take(request.Page.Limit + 1).ToListAsync(ct);
        var page = rows.Take(request.Page.Limit).Select(RefundViews.Of).ToList();
        return new Page<RefundView>(page, rows.Count > request.Page.Limit ? Cursors.Of(page[^1].Id) : null);
    }
}

internal sealed class GetRefundHandler(MarketplaceDb db) : IQuery<GetRefund, RefundView>
{
    public async Task<Result<RefundView>> Handle(GetRefund request, CancellationToken ct)
    {
        var refund = await db.Set<Refund>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Refund, ct);
        if (refund is null || (request.Shop is { } shop && refund.Shop != shop)) return RefundErrors.NotFound;
        return RefundViews.Of(refund);
    }
}
