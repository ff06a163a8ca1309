using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Payments;

/// <summary>Commits that a payout is with the provider before the provider is called; a shop that may not be paid is held instead.</summary>
public sealed class DispatchPayoutHandler(IPayouts payouts, ILedger ledger, ISellerStanding standing, IOutbox outbox, TimeProvider clock)
    : IUseCase<DispatchPayout, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(DispatchPayout request, CancellationToken ct)
    {
        var payout = await payouts.Find(request.Payout, ct);
        if (payout is null) return PayoutErrors.NotFound;
        if (payout.Status is not (PayoutStatus.Approved or PayoutStatus.Processing)) return Unit.Value;

        if (payout.Status == PayoutStatus.Approved)
        {
            var at = clock.GetUtcNow();
            if (await ReasonToHold(payout, ct) is { } reason)
                return payout.Hold(reason, at).Failed(out var unheld) ? unheld : Unit.Value;
            if (payout.Send(at).Failed(out var unsent)) return unsent;
        }

        outbox.Send(new SendPayout(payout.Id));
        return Unit.Value;
    }

    private async Task<string?> ReasonToHold(Payout payout, CancellationToken ct)
    {
        if (await standing.For([payout.Shop], ct) is not [{ CanBePaid: true }]) return "shop-not-payable";
        var owed = await ledger.Balance(Account.Receivable(payout.Shop), payout.Amount.Currency, ct);
        return owed.Minor > 0 ? "balance-negative" : null;
    }
}
