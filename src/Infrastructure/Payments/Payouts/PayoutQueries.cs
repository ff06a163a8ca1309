using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal sealed class GetPayoutAccountHandler(MarketplaceDb db) : IQuery<GetPayoutAccount, PayoutAccountView>
{
    public async Task<Result<PayoutAccountView>> Handle(GetPayoutAccount request, CancellationToken ct)
    {
        var account = await db.Set<PayoutAccount>().AsNoTracking().FirstOrDefaultAsync(a => a.Shop == request.Shop, ct);
        if (account is null) return PayoutErrors.AccountMissing;
        return new PayoutAccountView(
            account.Id, account.Provider, account.Display, EnumText<PayoutAccountStatus>.Write(account.Status), account.RefusalCode,
            EnumText<PayoutSchedule>.Write(account.Schedule), account.NextDay, account.UpdatedAt)
        { Version = account.Version };
    }
}

internal sealed class ListPayoutsHandler(MarketplaceDb db) : IQuery<ListPayouts, Page<PayoutView>>
{
    public async Task<Result<Page<PayoutView>>> Handle(ListPayouts request, CancellationToken ct)
    {
        var last = Guid.Empty;
        if (request.Page.Cursor is { } cursor && !(Cursor.TryDecode(cursor, 1, out var values) && Guid.TryParse(values[0], out last)))
            return Error.Invalid("cursor-invalid", "The cursor is not one of ours.", new FieldError("/cursor", "invalid", "Not a cursor."));

        // Ids are made from time, so their order is the order of planning. The cast compares the column itself: a typed id has no
        // order, and FromSql does not know the columns of complex properties by their names.
        var payouts = db.Set<Payout>().AsNoTracking();
        if (last != Guid.Empty) payouts = payouts.Where(p => (Guid)(object)p.Id < last);
        if (request.Shop is { } shop) payouts = payouts.Where(p => p.Shop == shop);
        if (request.Statuses.Count > 0)
        {
            var known = Enum.GetValues<PayoutStatus>().Where(s => request.Statuses.Contains(EnumText<PayoutStatus>.Write(s))).ToArray();
            payouts = payouts.Where(p => known.Contains(p.Status));
        }

        var rows = await payouts.OrderByDescending(p => p.Id).Take(request.Page.Limit + 1).ToListAsync(ct);
        var more = rows.Count > request.Page.Limit;
        var items = rows.Take(request.Page.Limit).Select(PayoutViews.Of).ToList();
        return new Page<PayoutView>(items, more ? Cursor.Encode(items[^1].Id.ToString()) : null);
    }
}

internal sealed class GetPayoutHandler(MarketplaceDb db) : IQuery<GetPayout, PayoutView>
{
    public async Task<Result<PayoutView>> Handle(GetPayout request, CancellationToken ct)
    {
        var payout = await db.Set<Payout>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Payout, ct);
        if (payout is null || (request.Shop is { } shop && payout.Shop != shop)) return PayoutErrors.NotFound;
        return PayoutViews.Of(payout);
    }
}

internal static class PayoutViews
{
    public static PayoutView Of(Payout p) => new(
        p.Id, p.Shop, p.Amount, p.Provider, EnumText<PayoutStatus>.Write(p.Status), p.HoldReason, p.FailureCode, p.Reference, p.RunDay,
        p.Attempt, p.CreatedAt, p.PaidAt, [.. Payout.Allowed(p.Status)]);
}
