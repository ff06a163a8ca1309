using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Holds stop a release; the last one lifted lets a completed part go.</summary>
public sealed class HoldWhenSellerOrderHoldChanged(ISettlements settlements, ILedger ledger, IMarketTerms market, TimeProvider clock)
    : IReaction<SellerOrderHoldChanged>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderHoldChanged happened, CancellationToken ct)
    {
        if (await settlements.Find(happened.SellerOrder, ct) is not { } settlement) return Result.Ok;

        settlement.Hold(happened.Hold, happened.Cause, happened.On);
        var money = market.Current.Money;
        if (settlement.IsReleasable) await EscrowRelease.Apply(settlement, ledger, money.Reserve, money.ReserveDays, clock.GetUtcNow(), ct);
        return Result.Ok;
    }
}
