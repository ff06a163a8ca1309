using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Payments;

/// <summary>The fee schedule as every checkout asks it: kept in memory for a few seconds, so that placing an order costs no read.</summary>
internal sealed class FeeTermsFromRules(IServiceScopeFactory scopes, IMarketTerms market, IConfiguration settings) : IFeeTerms
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Rate _default = Rate.BasisPoints(settings.GetValue("Market:DefaultCommission", 1000));
    private readonly SemaphoreSlim _reading = new(1);
    private volatile Schedule _schedule = new([], 0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FeeTerms>> For(IReadOnlyList<FeeQuestion> questions, DateTimeOffset at, CancellationToken ct)
    {
        var rules = await Rules(ct);
        return [.. questions.Select(q => Terms(q, rules, at))];
    }

    private FeeTerms Terms(FeeQuestion question, IReadOnlyList<FeeRule> rules, DateTimeOffset at)
    {
        var (currency, tax) = (question.Amount.Currency, market.Current.CommissionTax);
        var unit = new Money(question.Amount.Minor / Math.Max(1, question.Quantity), currency);
        var subject = new FeeSubject(question.Shop, question.Category, question.Product, unit, question.IsDelivery, at);
        var rule = rules.FirstOrDefault(r => r.Scope.Covers(subject));

        // Goods without a rule pay the market's default; delivery is commissioned only when a rule says so.
        if (rule is null)
            return new FeeTerms(question.Line, null, question.IsDelivery ? default : _default, Money.Zero(currency), null, null, tax);

        var charge = rule.Charge;
        return new FeeTerms(question.Line, rule.Id, charge.Percent, charge.PerUnit, charge.Floor, charge.Cap, tax);
    }

    private async Task<IReadOnlyList<FeeRule>> Rules(CancellationToken ct)
    {
        if (_schedule.IsFresh(Fresh)) return _schedule.Rules;

        await _reading.WaitAsync(ct);
        try
        {
            if (_schedule.IsFresh(Fresh)) return _schedule.Rules;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
            var rules = await db.Set<FeeRule>().AsNoTracking().OrderBy(r => r.Position).ToListAsync(ct);
            _schedule = new Schedule(rules, TimeProvider.System.GetTimestamp());
            return rules;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Schedule(IReadOnlyList<FeeRule> Rules, long ReadAt)
    {
        public bool IsFresh(TimeSpan limit) => ReadAt != 0 && TimeProvider.System.GetElapsedTime(ReadAt) < limit;
    }
}
