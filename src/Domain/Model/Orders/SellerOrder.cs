using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>
/// A reason not to release money: <c>dispute</c>, <c>risk</c>, <c>kyc</c>, <c>manual</c> or <c>return</c>, with its cause.
/// </summary>
public sealed record Hold(string Kind, Guid Cause);

/// <summary>How far a parcel is, as far as an order cares.</summary>
public enum ParcelState
{
    /// <summary>Label bought; still with the seller.</summary>
    Labelled,

    /// <summary>Handed over.</summary>
    Moving,

    /// <summary>Arrived.</summary>
    Delivered,

    /// <summary>Lost on the way.</summary>
    Lost,

    /// <summary>Back at the sender.</summary>
    Returned,
}

/// <summary>One parcel of a seller order and the units in it.</summary>
public sealed record Parcel(
    ShipmentId Shipment, string? Carrier, string? TrackingNumber, IReadOnlyList<Units> Lines, ParcelState State)
{
    /// <summary>Its last news.</summary>
    public DateTimeOffset? NewsAt { get; init; }

    /// <summary>Its carrier was silent for so long that the buyer was asked for it.</summary>
    public bool Asked { get; init; }
}

/// <summary>One seller's part of an order; it changes only through its order.</summary>
public sealed class SellerOrder
{
    private readonly List<OrderLine> _lines = [];

    private SellerOrder(SellerOrderId id, OrderId order, ShopId shop, string shopName, bool food, bool autoAccept) =>
        (Id, Order, Shop, ShopName, Food, AutoAccept) = (id, order, shop, shopName, food, autoAccept);

    /// <summary>Its own id.</summary>
    public SellerOrderId Id { get; private set; }

    /// <summary>The order it is part of.</summary>
    public OrderId Order { get; private set; }

    /// <summary>The seller.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>The seller's name on the day of purchase.</summary>
    public string ShopName { get; private set; }

    /// <summary>A café's part: shorter acceptance and release times.</summary>
    public bool Food { get; private set; }

    /// <summary>The shop accepts without a person.</summary>
    public bool AutoAccept { get; private set; }

    /// <summary>Where it stands.</summary>
    public SellerOrderState State { get; private set; }

    /// <summary>The delivery the buyer chose.</summary>
    public DeliveryChoice Delivery { get; private set; } = null!;

    /// <summary>What the buyer pays for this part.</summary>
    public Money Total { get; private set; }

    /// <summary>What went back so far.</summary>
    public Money Refunded { get; private set; }

    /// <summary>Its lines; line 0 is delivery.</summary>
    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>Parcels made for it.</summary>
    public IReadOnlyList<Parcel> Parcels { get; private set; } = [];

    /// <summary>Reasons not to release its money.</summary>
    public IReadOnlyList<Hold> Holds { get; private set; } = [];

    /// <summary>Why it was cancelled.</summary>
    [Personal]
    public string? CancelReason { get; private set; }

    /// <summary>The buyer's wish to cancel while it was being sent; null when there was none.</summary>
    [Personal]
    public CancelRequest? CancelRequest { get; private set; }

    /// <summary>Acceptance deadline.</summary>
    public DateTimeOffset? AcceptBy { get; private set; }

    /// <summary>Hand-over deadline.</summary>
    public DateTimeOffset? ShipBy { get; private set; }

    /// <summary>When it is cancelled for not having been handed over.</summary>
    public DateTimeOffset? CancelBy { get; private set; }

    /// <summary>Last news of a parcel.</summary>
    public DateTimeOffset? LastNewsAt { get; private set; }

    /// <summary>When the buyer was asked whether the goods arrived.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>When the last live unit arrived.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When the part completes by itself.</summary>
    public DateTimeOffset? ConfirmBy { get; private set; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Lines that are goods.</summary>
    public IEnumerable<OrderLine> Goods => _lines.Where(l => !l.IsDelivery);

    /// <summary>A label exists, so the parcel may leave at any moment.</summary>
    public bool Labelled => Parcels.Count > 0;

    /// <summary>Some live units have not left yet.</summary>
    public bool PartiallyShipped => State == SellerOrderState.Shipped && Unsent().Count > 0;

    /// <summary>The buyer cannot simply cancel any more: it is labelled or packed, or a kitchen is at work.</summary>
    internal bool BeingSent =>
        State == SellerOrderState.Ready || (State == SellerOrderState.Processing && (Food || Labelled));

    /// <summary>A wake-up call for the carrier's silence is due at some time: not when all that is on its way was asked for.</summary>
    internal bool Watched => AskedAt is null || Parcels.Any(p => p is { State: ParcelState.Moving, Asked: false });

    /// <summary>The oldest last news of the parcels on their way that were not asked for.</summary>
    internal DateTimeOffset? QuietSince => Parcels.Where(p => p is { State: ParcelState.Moving, Asked: false })
        .Select(p => p.NewsAt ?? LastNewsAt).Min();

    /// <summary>Every live unit arrived.</summary>
    internal bool AllDelivered => Covered(p => p.State == ParcelState.Delivered);

    /// <summary>No unit is left to deliver.</summary>
    internal bool NothingLeft => Goods.All(l => l.Live == l.Returned);

    /// <summary>Everything that was delivered came back.</summary>
    internal bool AllReturned => Goods.All(l => l.Returned == l.Live) && Goods.Any(l => l.Live > 0);

    /// <summary>Days until hand-over: the slowest line decides.</summary>
    internal int HandlingDays => Goods.Max(l => l.HandlingDays);

    internal static SellerOrder Freeze(OrderId order, PlacedPart part, DateTimeOffset at)
    {
        var made = new SellerOrder(part.Id, order, part.Shop, part.ShopName, part.Food, part.AutoAccept)
        {
            State = SellerOrderState.AwaitingPayment, Delivery = part.Delivery, UpdatedAt = at,
        };
        made._lines.AddRange(part.Lines.Select((l, number) => OrderLine.Freeze(part.Id, number, l.Goods, l.Terms)));
        var currency = made._lines[0].Currency;
        made.Total = Money.Sum(made._lines.Select(l => l.Amounts.BuyerPays), currency);
        made.Refunded = Money.Zero(currency);
        return made;
    }

    internal StateChange Enter(SellerOrderState to, SellerOrderEvent on, string? reason, DateTimeOffset at)
    {
        var from = State;
        if (!SellerOrderMachine.Targets(from, on).Contains(to))
            throw new InvalidOperationException($"{from} --{on}--> {to} is not a move of the machine.");

        (State, UpdatedAt) = (to, at);
        return new StateChange(
            SellerOrderMachine.Name, Id.Value, SellerOrderMachine.Text(on), SellerOrderMachine.Text(from),
            SellerOrderMachine.Text(to),
            reason, at);
    }

    internal void Open(DateTimeOffset acceptBy) => (AcceptBy, CancelReason) = (acceptBy, null);

    internal void Promise(DateTimeOffset shipBy, DateTimeOffset cancelBy) => (ShipBy, CancelBy) = (shipBy, cancelBy);

    internal void Arrive(DateTimeOffset confirmBy, DateTimeOffset at) => (DeliveredAt, ConfirmBy) = (at, confirmBy);

    internal void Put(CancelRequest request) => CancelRequest = request;

    /// <summary>Asks for the parcels that had no news since a moment; false when there are none.</summary>
    internal bool AskFor(DateTimeOffset quietSince, DateTimeOffset at)
    {
        bool Quiet(Parcel p) => p is { State: ParcelState.Moving, Asked: false } && (p.NewsAt ?? LastNewsAt) <= quietSince;
        if (!Parcels.Any(Quiet)) return false;
        Parcels = [.. Parcels.Select(p => Quiet(p) ? p with { Asked = true } : p)];
        AskedAt = at;
        return true;
    }

    /// <summary>The parcels that were asked for arrived.</summary>
    internal void ArriveAsked()
    {
        Parcels = [.. Parcels.Select(p => p.Asked ? p with { Asked = false, State = ParcelState.Delivered } : p)];
        AskedAt = null;
    }

    /// <summary>Live units that are in no parcel that left.</summary>
    internal IReadOnlyList<Units> Unsent()
    {
        var left = Parcels.Where(p => p.State is ParcelState.Moving or ParcelState.Delivered).SelectMany(p => p.Lines)
            .ToLookup(u => u.Line, u => u.Quantity);
        return [.. Goods.Select(l => new Units(l.Number, l.Live - Math.Max(left[l.Number].Sum(), l.Returned)))
            .Where(u => u.Quantity > 0)];
    }

    internal void Revive() => _lines.ForEach(l => l.Revive());

    /// <summary>Cancels every remaining unit, delivery included, and names them.</summary>
    internal IReadOnlyList<Units> CancelRest(string reason)
    {
        CancelReason = reason;
        var rest = _lines.Where(l => l.Live > l.Returned).Select(l => new Units(l.Number, l.Live - l.Returned)).ToList();
        foreach (var units in rest) Line(units.Line)!.Cancel(units.Quantity);
        return rest;
    }

    internal OrderLine? Line(int number) => _lines.Find(l => l.Number == number);

    internal void Put(Parcel parcel, DateTimeOffset news, DateTimeOffset at)
    {
        var known = Parcels.FirstOrDefault(p => p.Shipment == parcel.Shipment)?.NewsAt;
        var fresh = parcel with { Asked = false, NewsAt = known > news ? known : news };
        Parcels = [.. Parcels.Where(p => p.Shipment != parcel.Shipment), fresh];
        if (!Parcels.Any(p => p.Asked)) AskedAt = null;
        (LastNewsAt, UpdatedAt) = (news > LastNewsAt || LastNewsAt is null ? news : LastNewsAt, at);
    }

    internal void Drop(ShipmentId shipment, DateTimeOffset at)
    {
        Parcels = [.. Parcels.Where(p => p.Shipment != shipment)];
        UpdatedAt = at;
    }

    internal bool Put(Hold hold, bool on, DateTimeOffset at)
    {
        if (Holds.Contains(hold) == on) return false;
        Holds = on ? [.. Holds, hold] : [.. Holds.Where(h => h != hold)];
        UpdatedAt = at;
        return true;
    }

    internal void Refund(Money amount, DateTimeOffset at) =>
        (Refunded, UpdatedAt) = (Money.Min(Refunded + amount, Total), at);

    internal void Touch(DateTimeOffset at) => UpdatedAt = at;

    private bool Covered(Func<Parcel, bool> counts)
    {
        var units = Parcels.Where(counts).SelectMany(p => p.Lines).ToLookup(u => u.Line, u => u.Quantity);
        return Goods.All(l => units[l.Number].Sum() >= l.Live);
    }
}
