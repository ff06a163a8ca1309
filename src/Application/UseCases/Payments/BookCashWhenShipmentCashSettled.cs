using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Money taken at the door enters the books: whoever took it owes it, escrow holds it.</summary>
public sealed class BookCashWhenShipmentCashSettled(IRefunds refunds, ILedger ledger, IMarketTerms market, TimeProvider clock)
    : IReaction<ShipmentCashSettled>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ShipmentCashSettled happened, CancellationToken ct)
    {
        if (await ledger.Posted(CashOnDelivery.Cause(happened.Shipment), ct)) return Result.Ok;
        if (await refunds.Case(happened.SellerOrder, ct) is not { } about) return RefundErrors.OrderNotFound;

        var at = clock.GetUtcNow();
        var part = about.Parts.Single(p => p.Id == happened.SellerOrder);
        if (happened.Outcome == "GIVEN_AWAY") return GiveAway(about.Payment, about.Parts, part, happened.Shipment, at);

        var taken = happened.Outcome == "WAIVED" ? part.Waive(happened.Shipment) : part.Collect(happened.Shipment);
        if (taken is null && happened.Outcome == "WAIVED") return Result.Ok;

        var holder = new CashHolder(happened.Courier, part.Shop);
        var balances = await ledger.Lock(CashOnDelivery.Accounts(holder), part.Currency, ct);
        if (taken is null) return Excess(about.Collection, about.Payment, happened, (holder, balances), at);

        if (CashOnDelivery.Taken(taken, part, holder, balances, at) is { } posting) ledger.Post(posting);
        if (about.Payment.Collect(taken.Total.BuyerPays, at).Failed(out var refusal)) return refusal;
        if (CashOnDelivery.Conclude(about.Payment, about.Parts, at).Failed(out refusal)) return refusal;

        // The buyer may have confirmed the goods before the courier said that they were paid.
        var money = market.Current.Money;
        if (part.IsReleasable) await EscrowRelease.Apply(part, ledger, money.Reserve, money.ReserveDays, at, ct);
        return Result.Ok;
    }

    // The shop does without the money: the buyer never owed it.
    private static Result GiveAway(
        Payment payment, IReadOnlyList<Settlement> parts, Settlement part, ShipmentId shipment, DateTimeOffset at)
    {
        if (part.Cash.FirstOrDefault(c => c.Shipment == shipment && c.State == CashState.Due) is not { } parcel) return Result.Ok;

        var units = parcel.Lines.Select(l => new RefundedUnits(l.Line, null, l.Quantity)).ToList();
        return CashOnDelivery.CallOff(payment, parts, part, shipment.Value, units, at);
    }

    // Nobody owed it any more when it was taken: it is the buyer's and goes back by hand.
    private Result Excess(
        Collection collection, Payment payment, ShipmentCashSettled happened,
        (CashHolder Holder, IReadOnlyDictionary<Account, Money> Balances) owes, DateTimeOffset at)
    {
        if (happened.Amount.IsZero) return Result.Ok;

        ledger.Post(CashOnDelivery.Excess(happened.Shipment, payment.Buyer, happened.Amount, owes.Holder, owes.Balances, at));
        var refund = Refund.OfExcess(
            RefundId.New(at), collection, payment.Id, happened.Amount, "not_owed", at, happened.Shipment.Value);
        if (payment.Collect(happened.Amount, at).Failed(out var refusal)) return refusal;
        if (payment.Promise(happened.Amount).Failed(out refusal) || refund.PayByHand(at).Failed(out refusal)) return refusal;
        refunds.Add(refund);
        return Result.Ok;
    }
}
