using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Receipt is final: escrow becomes earnings, unless something holds it.</summary>
public sealed class ReleaseWhenSellerOrderCompleted(ISettlements settlements, ILedger ledger, IMarketTerms market, TimeProvider clock)
    : IReaction<SellerOrderCompleted>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderCompleted happened, CancellationToken ct)
    {
        if (await settlements.Find(happened.SellerOrder, ct) is not { Released: false } settlement) return Result.Ok;

        // A promise that is being captured right now: the message comes again. Money of the door releases when it comes.
        if (!settlement.Funded && !settlement.OnDelivery) return Error.Conflict("not-funded", "The money of this seller order has not arrived yet.");

        settlement.Complete();
        var money = market.Current.Money;
        if (settlement.IsReleasable) await EscrowRelease.Apply(settlement, ledger, money.Reserve, money.ReserveDays, clock.GetUtcNow(), ct);
        return Result.Ok;
    }
}
