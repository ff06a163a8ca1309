using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Payments;

/// <summary>Plans a shop's payout of the day, if its turn has come and there is something to pay.</summary>
public sealed class PlanPayoutHandler(
    IPayoutAccounts accounts, IPayouts payouts, ILedger ledger, ISellerStanding standing, IMarketTerms market, TimeProvider clock)
    : IUseCase<PlanPayout, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(PlanPayout request, CancellationToken ct)
    {
        var account = await accounts.Of(request.Shop, ct);
        if (account is null || !account.IsDue(request.Day) || await payouts.Ran(request.Shop, request.Day, ct)) return Unit.Value;

        account.Ran(request.Day);
        var (terms, at) = (market.Current.Money, clock.GetUtcNow());
        var shops = await standing.For([request.Shop], ct);
        var funds = await Funds.Lock(ledger, request.Shop, terms.PayoutMinimum.Currency, ct);
        if (PayoutPolicy.Payable(funds, account, shops is [{ CanBePaid: true }], terms.PayoutMinimum).Failed(out _, out var amount))
            return Unit.Value;

        var payout = Payout.Schedule(PayoutId.New(at), account, amount, request.Day, terms.PayoutAutoLimit, at);
        payouts.Add(payout);
        ledger.Post(payout.Taken(at));
        return Unit.Value;
    }
}
