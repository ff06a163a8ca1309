using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Payments;

/// <summary>All goods came back before receipt was final: what the buyer still owes, such as delivery that was done, is earned.</summary>
public sealed class ReleaseWhenSellerOrderReturned(ISettlements settlements, ILedger ledger, IMarketTerms market, TimeProvider clock)
    : IReaction<SellerOrderReturned>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderReturned happened, CancellationToken ct)
    {
        if (await settlements.Find(happened.SellerOrder, ct) is not { Released: false, IsEmpty: false } settlement) return Result.Ok;

        // Undelivered goods end the part before their refund is decided: the message comes again.
        if (settlement.OwesGoods && settlement.Holds.Count == 0)
            return Error.Conflict("not-refunded", "The goods of this seller order are not paid back yet.");

        settlement.Complete();
        var money = market.Current.Money;
        if (settlement.IsReleasable) await EscrowRelease.Apply(settlement, ledger, money.Reserve, money.ReserveDays, clock.GetUtcNow(), ct);
        return Result.Ok;
    }
}
