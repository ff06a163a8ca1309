using Marketplace.Kernel;
using static Marketplace.Domain.Shipping.ShipmentStatus;

namespace Marketplace.Domain.Shipping;

/// <summary>How the money of a parcel stands that is paid at the door.</summary>
public enum DoorCashState
{
    /// <summary>The amount is not known yet.</summary>
    Awaited,

    /// <summary>To be taken at the door.</summary>
    Due,

    /// <summary>Taken; also when there was nothing to take.</summary>
    Collected,

    /// <summary>The buyer need not pay.</summary>
    Waived,
}

/// <summary>What the buyer pays at the door, and who took it how.</summary>
/// <param name="Method"><c>CASH</c>, <c>CARD</c> or <c>QR</c>.</param>
/// <param name="Receipt">Number of the fiscal receipt.</param>
/// <param name="By">Who took or waived it.</param>
/// <param name="Reason">Why it was waived.</param>
public sealed record DoorCash(
    DoorCashState State, Money? Due = null, string? Method = null, string? Receipt = null, UserId? By = null, DateTimeOffset? At = null,
    string? Reason = null);

/// <summary>Who stands at the door: a courier of the market, or nobody but the shop; and how the buyer pays.</summary>
public sealed record CashTaker(CourierId? Courier, UserId By, string Method, string? Receipt);

/// <content>Paying at the door: nothing is delivered before the money is there or waived.</content>
public sealed partial class Shipment
{
    /// <summary>True while the buyer has yet to pay.</summary>
    public bool OwesCash => Cash is { State: DoorCashState.Awaited or DoorCashState.Due };

    /// <summary>The amount at the door is known; where there is nothing to take nobody is asked.</summary>
    public void TellDue(Money due, DateTimeOffset at)
    {
        if (!OwesCash) return;

        (Cash, UpdatedAt) = (Cash! with { State = DoorCashState.Due, Due = due }, at);
        if (due.IsZero) Settle(Cash with { State = DoorCashState.Collected, At = at }, null, "nothing-due", at);
    }

    /// <summary>The buyer pays, exactly what is due.</summary>
    public Result CollectCash(Money amount, CashTaker taker, DateTimeOffset at)
    {
        if (Cash is null) return ShipmentErrors.NoCash;
        if (!OwesCash) return ShipmentErrors.CashSettled;
        if (Cash.Due is not { } due) return ShipmentErrors.CashUnknown;
        if (Status is Draft or Returning || ShipmentRoute.IsFinal(Status)) return Refused("collect-cash");
        if (amount != due) return ShipmentErrors.WrongCash(due);

        var taken = Cash with { State = DoorCashState.Collected, Method = taker.Method, Receipt = taker.Receipt, By = taker.By, At = at };
        Settle(taken, taker.Courier, "collect-cash", at);
        return Result.Ok;
    }

    /// <summary>The buyer need not pay this parcel.</summary>
    /// <param name="byShop">True when the shop gives it away, false when the platform pays it.</param>
    public Result WaiveCash(UserId by, bool byShop, string reason, DateTimeOffset at)
    {
        if (Cash is null) return ShipmentErrors.NoCash;
        if (!OwesCash) return ShipmentErrors.CashSettled;
        if (Cash.Due is null) return ShipmentErrors.CashUnknown;
        if (Status == Draft || ShipmentRoute.IsFinal(Status)) return Refused("waive-cash");

        Settle(Cash with { State = DoorCashState.Waived, By = by, At = at, Reason = reason }, null, byShop ? "give-away" : "waive-cash", at);
        return Result.Ok;
    }

    private void Settle(DoorCash settled, CourierId? courier, string @event, DateTimeOffset at)
    {
        (Cash, UpdatedAt) = (settled, at);
        Record(new StateChange(Machine, Id.Value, @event, Name(Status), Name(Status), settled.Reason ?? settled.Method, at));
        Raise(new CashSettled(Id, SellerOrder, Order, courier, settled, ByShop: @event == "give-away"));

        // A carrier's word of an arrival that came before the money counts from now on.
        if (Status is not (Draft or LabelReady) && !ShipmentRoute.IsFinal(Status)) Follow("delivered", "paid-at-door", at);
    }

    private void Follow(string @event, string? code, DateTimeOffset at)
    {
        var point = ShipmentRoute.After(OwesCash ? Events.Where(e => e.Status != Delivered) : Events);
        Attempts = point.Attempts;
        if (point.Status != Status) Move(point.Status, @event, code, at);
    }
}
