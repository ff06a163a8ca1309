using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>The payout run: every shop whose turn it is gets its own small transaction; what hangs is asked about again.</summary>
public sealed class RunPayoutsWhenDayOpened(IPayoutAccounts accounts, IPayouts payouts, IMarketTerms market, IOutbox outbox)
    : IReaction<DayOpened>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        foreach (var shop in await accounts.Due(happened.Day, market.Current.Currency, ct)) outbox.Send(new PlanPayout(shop, happened.Day));

        // A lost webhook or an errand that was given up must not leave money on the way for ever.
        foreach (var payout in await payouts.Unsettled(ct)) outbox.Send(new DispatchPayout(payout));
        return Result.Ok;
    }
}
