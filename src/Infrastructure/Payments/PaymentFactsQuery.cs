using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal sealed class PaymentFactsQuery(MarketplaceDb db) : IPaymentFacts
{
    private static readonly Func<MarketplaceDb, PaymentId, CancellationToken, Task<Payment?>> ById = EF.CompileAsyncQuery(
        (MarketplaceDb db, PaymentId id, CancellationToken ct) => db.Set<Payment>().AsNoTracking().FirstOrDefault(p => p.Id == id));

    public async Task<PaymentFacts?> Of(PaymentId payment, CancellationToken ct) => await ById(db, payment, ct) is not { } p
        ? null
        : new PaymentFacts(
            p.Id, p.Order, p.Number, p.Amount, p.Provider, p.Method, p.Token, p.TwoStage, p.PayBy, EnumText<PaymentStatus>.Write(p.Status),
            p.IsOpen, p.Reference);

    public async Task<RefundFacts?> Of(RefundId refund, CancellationToken ct)
    {
        var found = await (
            from r in db.Set<Refund>().AsNoTracking()
            join p in db.Set<Payment>().AsNoTracking() on r.Payment equals p.Id
            where r.Id == refund
            select new { Refund = r, p.Provider, p.Reference }).FirstOrDefaultAsync(ct);
        return found is not { Refund: var r2 }
            ? null
            : new RefundFacts(
                r2.Id, r2.Payment, found.Provider, found.Reference, r2.Amount, EnumText<RefundStatus>.Write(r2.Status), $"{r2.Id}:{r2.Attempt}");
    }
}
