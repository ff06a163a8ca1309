using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Who has the money that was taken at the door: one of the market's couriers, or the shop itself.</summary>
public sealed record CashHolder(CourierId? Courier, ShopId Shop);

/// <summary>Money taken at the door: how it enters the books, and what becomes of an order nobody pays.</summary>
public static class CashOnDelivery
{
    /// <summary>What a parcel's money is booked under; once per parcel.</summary>
    public static PostingCause Cause(ShipmentId shipment) => new("cash-taken", shipment.Value);

    /// <summary>A parcel was paid: the holder owes the money, escrow has it from now on like captured money.</summary>
    public static Posting? Taken(
        CashParcel parcel, Settlement settlement, CashHolder holder, IReadOnlyDictionary<Account, Money> balances, DateTimeOffset at)
    {
        var total = parcel.Total;
        return total.Gross.IsZero ? null : Posting.Of(Cause(parcel.Shipment), at,
        [
            .. Owed(holder, total.BuyerPays, balances),
            Entry.Debit(Account.Promo, total.PlatformPromo),
            Entry.Credit(Account.Escrow(settlement.Id), total.Gross),
        ]);
    }

    /// <summary>Money taken for a parcel nobody owed for any more is the buyer's.</summary>
    public static Posting Excess(
        ShipmentId shipment, UserId buyer, Money amount, CashHolder holder, IReadOnlyDictionary<Account, Money> balances, DateTimeOffset at) =>
        Posting.Of(Cause(shipment), at, [.. Owed(holder, amount, balances), Entry.Credit(Account.Wallet(buyer), amount)]);

    /// <summary>The holder's accounts whose balances decide how the money is owed.</summary>
    public static IReadOnlyList<Account> Accounts(CashHolder holder) =>
        holder.Courier is { } courier ? [Account.Courier(courier)] : [Account.Available(holder.Shop), Account.Receivable(holder.Shop)];

    /// <summary>Units are called off before they were paid; when nothing is left to pay the promise is over.</summary>
    public static Result CallOff(
        Payment payment, IReadOnlyList<Settlement> parts, Settlement part, Guid cause, IReadOnlyList<RefundedUnits> units, DateTimeOffset at) =>
        part.CallOff(cause, units).Failed(out var refusal) ? refusal : Conclude(payment, parts, at);

    /// <summary>Ends the promise when every part was paid, waived or called off and no money came.</summary>
    public static Result Conclude(Payment payment, IReadOnlyList<Settlement> parts, DateTimeOffset at) =>
        payment.Status == PaymentStatus.Authorized && parts.All(p => p.Funded || p.IsEmpty) ? payment.Cancel("nothing-due", at) : Result.Ok;

    // A shop that took the money itself already has it: what it could be paid is less by that, the rest it owes.
    private static Entry[] Owed(CashHolder holder, Money amount, IReadOnlyDictionary<Account, Money> balances)
    {
        if (holder.Courier is { } courier) return [Entry.Debit(Account.Courier(courier), amount)];

        var available = Money.Max(Money.Zero(amount.Currency), Money.Min(amount, balances[Account.Available(holder.Shop)]));
        return [Entry.Debit(Account.Available(holder.Shop), available), Entry.Debit(Account.Receivable(holder.Shop), amount - available)];
    }
}
