using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Payments;

/// <summary>A seller asks for everything that is available, now.</summary>
public sealed record RequestPayout(ShopId Shop);

/// <summary>Plans it under the same rules as the daily run, but says why not.</summary>
public sealed class RequestPayoutHandler(
    IPayoutAccounts accounts, IPayouts payouts, ILedger ledger, ISellerStanding standing, IMarketTerms market, TimeProvider clock)
    : IUseCase<RequestPayout, PayoutId>
{
    /// <inheritdoc/>
    public async Task<Result<PayoutId>> Handle(RequestPayout request, CancellationToken ct)
    {
        var account = await accounts.Of(request.Shop, ct);
        if (account is null) return PayoutErrors.AccountMissing with { Kind = ErrorKind.Conflict };

        var (terms, at) = (market.Current.Money, clock.GetUtcNow());
        var shops = await standing.For([request.Shop], ct);
        var funds = await Funds.Lock(ledger, request.Shop, terms.PayoutMinimum.Currency, ct);
        var payable = PayoutPolicy.Payable(funds, account, shops is [{ CanBePaid: true }], terms.PayoutMinimum);
        if (payable.Failed(out var refusal, out var amount)) return refusal;

        var payout = Payout.Schedule(PayoutId.New(at), account, amount, null, terms.PayoutAutoLimit, at);
        payouts.Add(payout);
        ledger.Post(payout.Taken(at));
        return payout.Id;
    }
}
