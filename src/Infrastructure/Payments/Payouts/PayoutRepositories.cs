using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal sealed class PayoutAccounts(MarketplaceDb db) : IPayoutAccounts
{
    public Task<PayoutAccount?> Find(PayoutAccountId id, CancellationToken ct) =>
        db.Set<PayoutAccount>().FirstOrDefaultAsync(a => a.Id == id, ct);

    public Task<PayoutAccount?> Of(ShopId shop, CancellationToken ct) =>
        db.Set<PayoutAccount>().FirstOrDefaultAsync(a => a.Shop == shop, ct);

    public async Task<IReadOnlyList<ShopId>> Due(DateOnly day, Currency currency, CancellationToken ct)
    {
        var code = currency.Code;
        var shops = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT a.shop AS "Value" FROM payments.payout_accounts a
             JOIN payments.ledger_balances b
                 ON b.account = 'seller:' || a.shop || ':available' AND b.currency = {code} AND b.minor < 0
             WHERE a.status = 'VERIFIED' AND a.schedule <> 'MANUAL' AND a.next_day <= {day}
             ORDER BY a.shop
             """).ToListAsync(ct);
        return [.. shops.Select(s => new ShopId(s))];
    }

    public void Add(PayoutAccount account) => db.Add(account);
}

internal sealed class PayoutBook(MarketplaceDb db) : IPayouts, IPayoutFacts
{
    public Task<Payout?> Find(PayoutId id, CancellationToken ct) => db.Set<Payout>().FirstOrDefaultAsync(p => p.Id == id, ct);

    public async Task<IReadOnlyList<Payout>> Refused(ShopId shop, CancellationToken ct) =>
        await db.Set<Payout>().Where(p => p.Shop == shop && p.Status == PayoutStatus.Failed).OrderBy(p => p.Id).Take(100).ToListAsync(ct);

    public async Task<IReadOnlyList<PayoutId>> Unsettled(CancellationToken ct) =>
        await db.Set<Payout>().Where(p => p.Status == PayoutStatus.Approved || p.Status == PayoutStatus.Processing)
            .OrderBy(p => p.Id).Select(p => p.Id).Take(10_000).ToListAsync(ct);

    public Task<bool> Ran(ShopId shop, DateOnly day, CancellationToken ct) =>
        db.Set<Payout>().AnyAsync(p => p.Shop == shop && p.RunDay == day, ct);

    public void Add(Payout payout) => db.Add(payout);

    public async Task<PayoutFacts?> Of(PayoutId payout, CancellationToken ct)
    {
        var found = await db.Set<Payout>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == payout, ct);
        return found is null
            ? null
            : new PayoutFacts(
                found.Id, found.Shop, found.Amount, found.Provider, found.AccountToken, EnumText<PayoutStatus>.Write(found.Status),
                found.ProviderKey, found.Attempt);
    }
}

internal sealed class ProviderDirectory(IProviders<IPayoutGateway> payouts, IProviders<IProviderReports> reports) : IProviderDirectory
{
    public IReadOnlyList<string> Payouts => payouts.Codes;

    public IReadOnlyList<string> Reports => reports.Codes;
}
