using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Where one seller's part of an order stands (product §4.1).</summary>
public enum SellerOrderState
{
    /// <summary>Placed; the money is not there yet.</summary>
    AwaitingPayment,

    /// <summary>Paid; the seller has to accept.</summary>
    New,

    /// <summary>Accepted; being packed.</summary>
    Processing,

    /// <summary>Packed.</summary>
    Ready,

    /// <summary>At least one parcel left.</summary>
    Shipped,

    /// <summary>All live units arrived.</summary>
    Delivered,

    /// <summary>Receipt confirmed; escrow released.</summary>
    Completed,

    /// <summary>Called off.</summary>
    Cancelled,

    /// <summary>Everything came back.</summary>
    Returned,
}

/// <summary>What may happen to one seller's part.</summary>
public enum SellerOrderEvent
{
    /// <summary>Captured, authorised, or cash on delivery chosen.</summary>
    PaymentCovered,

    /// <summary>The money never came.</summary>
    PaymentFailed,

    /// <summary>Money came within the late-money window after the deadline.</summary>
    LateMoney,

    /// <summary>The seller, or the shop's opt-in, accepts.</summary>
    Accept,

    /// <summary>The seller declines some or all lines.</summary>
    Decline,

    /// <summary>Nobody accepted in time.</summary>
    AcceptanceTimeout,

    /// <summary>The buyer calls it off.</summary>
    BuyerCancel,

    /// <summary>The buyer asks the seller to call it off: it is being sent already.</summary>
    RequestCancel,

    /// <summary>The seller agrees to call it off.</summary>
    AgreeCancel,

    /// <summary>The seller sends it all the same.</summary>
    RefuseCancel,

    /// <summary>The seller did not answer in time.</summary>
    CancelAnswerTimeout,

    /// <summary>The goods are packed.</summary>
    Pack,

    /// <summary>The seller or support calls it off.</summary>
    SellerCancel,

    /// <summary>A parcel was handed over.</summary>
    HandOver,

    /// <summary>Not handed over by the deadline and its grace.</summary>
    ShipTimeout,

    /// <summary>A parcel arrived or was picked up.</summary>
    Deliver,

    /// <summary>No carrier news for too long.</summary>
    CarrierSilence,

    /// <summary>A parcel is lost.</summary>
    ParcelLost,

    /// <summary>A parcel came back to its sender.</summary>
    ParcelReturned,

    /// <summary>The buyer says the goods arrived.</summary>
    ConfirmReceipt,

    /// <summary>The buyer was asked and says that nothing came.</summary>
    DenyReceipt,

    /// <summary>The confirmation time passed without a hold.</summary>
    ConfirmTimeout,

    /// <summary>The return machine took units back.</summary>
    ReturnReceived,
}

/// <summary>The table of product §4.1: what is not listed is refused.</summary>
public static class SellerOrderMachine
{
    /// <summary>The machine's name in histories.</summary>
    public const string Name = "seller-order";

    private static readonly Dictionary<(SellerOrderState From, SellerOrderEvent On), SellerOrderState[]> Moves = new()
    {
        [(SellerOrderState.AwaitingPayment, SellerOrderEvent.PaymentCovered)] = [SellerOrderState.New],
        [(SellerOrderState.AwaitingPayment, SellerOrderEvent.PaymentFailed)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.AwaitingPayment, SellerOrderEvent.BuyerCancel)] = [SellerOrderState.Cancelled],

        [(SellerOrderState.New, SellerOrderEvent.Accept)] = [SellerOrderState.Processing],
        [(SellerOrderState.New, SellerOrderEvent.Decline)] = [SellerOrderState.New, SellerOrderState.Cancelled],
        [(SellerOrderState.New, SellerOrderEvent.AcceptanceTimeout)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.New, SellerOrderEvent.BuyerCancel)] = [SellerOrderState.Cancelled],

        [(SellerOrderState.Processing, SellerOrderEvent.BuyerCancel)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Processing, SellerOrderEvent.RequestCancel)] = [SellerOrderState.Processing],
        [(SellerOrderState.Processing, SellerOrderEvent.AgreeCancel)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Processing, SellerOrderEvent.RefuseCancel)] = [SellerOrderState.Processing],
        [(SellerOrderState.Processing, SellerOrderEvent.CancelAnswerTimeout)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Processing, SellerOrderEvent.Pack)] = [SellerOrderState.Ready],
        [(SellerOrderState.Processing, SellerOrderEvent.SellerCancel)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Processing, SellerOrderEvent.HandOver)] = [SellerOrderState.Shipped],
        [(SellerOrderState.Processing, SellerOrderEvent.ShipTimeout)] = [SellerOrderState.Cancelled],

        [(SellerOrderState.Ready, SellerOrderEvent.RequestCancel)] = [SellerOrderState.Ready],
        [(SellerOrderState.Ready, SellerOrderEvent.AgreeCancel)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Ready, SellerOrderEvent.RefuseCancel)] = [SellerOrderState.Ready],
        [(SellerOrderState.Ready, SellerOrderEvent.CancelAnswerTimeout)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Ready, SellerOrderEvent.SellerCancel)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Ready, SellerOrderEvent.HandOver)] = [SellerOrderState.Shipped],
        [(SellerOrderState.Ready, SellerOrderEvent.ShipTimeout)] = [SellerOrderState.Cancelled],
        [(SellerOrderState.Ready, SellerOrderEvent.Deliver)] = [SellerOrderState.Delivered],

        [(SellerOrderState.Shipped, SellerOrderEvent.HandOver)] = [SellerOrderState.Shipped],
        [(SellerOrderState.Shipped, SellerOrderEvent.Deliver)] = [SellerOrderState.Shipped, SellerOrderState.Delivered],
        [(SellerOrderState.Shipped, SellerOrderEvent.CarrierSilence)] = [SellerOrderState.Shipped],
        [(SellerOrderState.Shipped, SellerOrderEvent.ConfirmReceipt)] =
            [SellerOrderState.Shipped, SellerOrderState.Delivered],
        [(SellerOrderState.Shipped, SellerOrderEvent.DenyReceipt)] = [SellerOrderState.Shipped],
        [(SellerOrderState.Shipped, SellerOrderEvent.ShipTimeout)] = [SellerOrderState.Shipped],
        [(SellerOrderState.Shipped, SellerOrderEvent.ParcelLost)] = [SellerOrderState.Shipped, SellerOrderState.Cancelled],
        [(SellerOrderState.Shipped, SellerOrderEvent.ParcelReturned)] =
            [SellerOrderState.Shipped, SellerOrderState.Returned],
        [(SellerOrderState.Shipped, SellerOrderEvent.ReturnReceived)] =
            [SellerOrderState.Shipped, SellerOrderState.Returned],

        [(SellerOrderState.Delivered, SellerOrderEvent.ConfirmReceipt)] = [SellerOrderState.Completed],
        [(SellerOrderState.Delivered, SellerOrderEvent.ConfirmTimeout)] = [SellerOrderState.Completed],
        [(SellerOrderState.Delivered, SellerOrderEvent.ReturnReceived)] =
            [SellerOrderState.Delivered, SellerOrderState.Returned],

        [(SellerOrderState.Completed, SellerOrderEvent.ReturnReceived)] =
            [SellerOrderState.Completed, SellerOrderState.Returned],

        [(SellerOrderState.Cancelled, SellerOrderEvent.LateMoney)] = [SellerOrderState.New],
    };

    /// <summary>The states an event may lead to; empty when it is not listed.</summary>
    public static IReadOnlyList<SellerOrderState> Targets(SellerOrderState from, SellerOrderEvent on) =>
        Moves.GetValueOrDefault((from, on)) ?? [];

    /// <summary>The events a state accepts.</summary>
    public static string[] Allowed(SellerOrderState from) =>
        [.. Moves.Keys.Where(k => k.From == from).Select(k => Text(k.On)).Order(StringComparer.Ordinal)];

    /// <summary>The refusal of an event that is not listed for a state; fine when it is.</summary>
    public static Result Check(SellerOrderState from, SellerOrderEvent on) =>
        Targets(from, on).Count > 0 ? Result.Ok : Refusal(from, on);

    /// <summary>The refusal naming the state and what it accepts.</summary>
    public static Error Refusal(SellerOrderState from, SellerOrderEvent on) =>
        Error.InvalidTransition("seller order", Text(from), Text(on), Allowed(from));

    /// <summary>A state as it is written: <c>AWAITING_PAYMENT</c>.</summary>
    public static string Text(SellerOrderState state) => Split(state.ToString(), '_').ToUpperInvariant();

    /// <summary>An event as it is written: <c>buyer-cancel</c>.</summary>
    public static string Text(SellerOrderEvent what) => Split(what.ToString(), '-').ToLowerInvariant();

    private static string Split(string name, char by) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"{by}{c}" : c.ToString()));
}
