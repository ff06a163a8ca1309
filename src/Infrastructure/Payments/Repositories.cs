using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal sealed class Payments(MarketplaceDb db) : IPayments
{
    private static readonly Func<MarketplaceDb, PaymentId, CancellationToken, Task<Payment?>> ById = EF.CompileAsyncQuery(
        (MarketplaceDb db, PaymentId id, CancellationToken ct) => db.Set<Payment>().FirstOrDefault(p => p.Id == id));

    public Task<Payment?> Find(PaymentId id, CancellationToken ct) => ById(db, id, ct);

    public async Task<IReadOnlyList<Payment>> Of(OrderId order, CancellationToken ct) =>
        await db.Set<Payment>().Where(p => p.Order == order).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).ToListAsync(ct);

    public void Add(Payment payment) => db.Add(payment);

    public Task<bool> HasMismatch(PaymentId payment, string kind, CancellationToken ct) =>
        db.Set<MoneyMismatch>().AnyAsync(m => m.Payment == payment && m.Kind == kind && m.ExplainedAt == null, ct);

    public void Add(MoneyMismatch mismatch) => db.Add(mismatch);
}

internal sealed class Collections(MarketplaceDb db) : ICollections
{
    private static readonly Func<MarketplaceDb, OrderId, CancellationToken, Task<Collection?>> ById = EF.CompileAsyncQuery(
        (MarketplaceDb db, OrderId id, CancellationToken ct) => db.Set<Collection>().FirstOrDefault(c => c.Id == id));

    public Task<Collection?> Find(OrderId order, CancellationToken ct) => ById(db, order, ct);

    public void Add(Collection collection) => db.Add(collection);
}

internal sealed class Settlements(MarketplaceDb db) : ISettlements
{
    private static readonly Func<MarketplaceDb, SellerOrderId, CancellationToken, Task<Settlement?>> ById = EF.CompileAsyncQuery(
        (MarketplaceDb db, SellerOrderId id, CancellationToken ct) => db.Set<Settlement>().FirstOrDefault(s => s.Id == id));

    private static readonly Func<MarketplaceDb, OrderId, IAsyncEnumerable<Settlement>> ByOrder = EF.CompileAsyncQuery<MarketplaceDb, OrderId, Settlement>(
        (db, order) => db.Set<Settlement>().Where(s => s.Order == order).OrderBy(s => s.Id));

    public Task<Settlement?> Find(SellerOrderId sellerOrder, CancellationToken ct) => ById(db, sellerOrder, ct);

    public Task<IReadOnlyList<Settlement>> Of(OrderId order, CancellationToken ct) => Of(db, order, ct);

    public async Task<IReadOnlyList<SellerOrderId>> ReservesDue(DateOnly day, CancellationToken ct) =>
        await db.Set<Settlement>().Where(s => s.ReserveUntil != null && s.ReserveUntil <= day).Select(s => s.Id).ToListAsync(ct);

    public void Add(Settlement settlement) => db.Add(settlement);

    internal static async Task<IReadOnlyList<Settlement>> Of(MarketplaceDb db, OrderId order, CancellationToken ct)
    {
        var parts = new List<Settlement>();
        await foreach (var part in ByOrder(db, order).WithCancellation(ct)) parts.Add(part);
        return parts;
    }
}

internal sealed class Refunds(MarketplaceDb db) : IRefunds
{
    public Task<Refund?> Find(RefundId id, CancellationToken ct) => db.Set<Refund>().FirstOrDefaultAsync(r => r.Id == id, ct);

    public Task<Refund?> ByCause(Guid cause, SellerOrderId? sellerOrder, CancellationToken ct) =>
        db.Set<Refund>().FirstOrDefaultAsync(r => r.Cause == cause && r.SellerOrder == sellerOrder, ct);

    public async Task<IReadOnlyList<Refund>> Waiting(PaymentId payment, CancellationToken ct) =>
        await db.Set<Refund>().Where(r => r.Payment == payment && r.Status == RefundStatus.Approved).ToListAsync(ct);

    public async Task<(Collection Collection, Payment Payment, IReadOnlyList<Settlement> Parts)?> Case(
        SellerOrderId sellerOrder, CancellationToken ct)
    {
        var order = await db.Set<Settlement>().Where(s => s.Id == sellerOrder).Select(s => (OrderId?)s.Order).FirstOrDefaultAsync(ct);
        if (order is null) return null;

        // Parts that end at the same moment decide together what becomes of the payment, so each has to see the one before.
        await db.Begin(ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM payments.collections WHERE id = {order.Value.Value} FOR UPDATE", ct);

        var collection = await db.Set<Collection>().FirstOrDefaultAsync(c => c.Id == order.Value, ct);
        if (collection?.PaidBy is not { } paidBy) return null;

        var payment = await db.Set<Payment>().FirstAsync(p => p.Id == paidBy, ct);
        return (collection, payment, await Settlements.Of(db, order.Value, ct));
    }

    public void Add(Refund refund) => db.Add(refund);
}

internal sealed class FeeRules(MarketplaceDb db) : IFeeRules
{
    public Task<bool> IsTaken(int position, CancellationToken ct) => db.Set<FeeRule>().AnyAsync(r => r.Position == position, ct);

    public void Add(FeeRule rule) => db.Add(rule);
}
