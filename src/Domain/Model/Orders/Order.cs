using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>One seller's part as it is placed; its first line is delivery.</summary>
public sealed record PlacedPart(
    SellerOrderId Id, ShopId Shop, string ShopName, bool Food, bool AutoAccept, DeliveryChoice Delivery,
    IReadOnlyList<LineToPlace> Lines);

/// <summary>One line as it is placed.</summary>
public sealed record LineToPlace(LineGoods Goods, LineTerms Terms);

/// <summary>Waiting times of product §4, taken from the market when they start to run.</summary>
public sealed record OrderTimers(
    TimeSpan Accept, TimeSpan AcceptFood, TimeSpan ShipGrace, TimeSpan Confirm, TimeSpan CarrierSilence,
    TimeSpan LateMoney, TimeSpan CancelAnswer);

/// <summary>
/// One purchase of one buyer, split into a part per seller; prices and terms are frozen when it is placed.
/// </summary>
/// <remarks>The status is derived from the parts and never goes back (product §4.2).</remarks>
public sealed partial class Order : Aggregate<OrderId>
{
    /// <summary>Digital goods and food are released two hours after hand-over (product §7.9).</summary>
    private static readonly TimeSpan ConfirmFood = TimeSpan.FromHours(2);

    private readonly List<SellerOrder> _parts = [];

    private Order(OrderId id, string number, UserId buyer, DateTimeOffset placedAt) : base(id) =>
        (Number, Buyer, PlacedAt) = (number, buyer, placedAt);

    /// <summary>The number people read out.</summary>
    public string Number { get; private set; }

    /// <summary>Account or visitor.</summary>
    public UserId Buyer { get; private set; }

    /// <summary>The furthest status so far.</summary>
    public OrderStatus Status { get; private set; }

    /// <summary>Where the goods go.</summary>
    [Personal]
    public Address ShipTo { get; private set; } = null!;

    /// <summary>What the buyer pays in all.</summary>
    public Money Total { get; private set; }

    /// <summary>What went back so far.</summary>
    public Money Refunded { get; private set; }

    /// <summary>Provider code of the chosen payment.</summary>
    public string PayProvider { get; private set; } = "";

    /// <summary>Method of the chosen payment.</summary>
    public string PayMethod { get; private set; } = "";

    /// <summary>Payment deadline.</summary>
    public DateTimeOffset PayBy { get; private set; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset PlacedAt { get; private set; }

    /// <summary>When it was covered.</summary>
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>When the last part was cancelled.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Why: <c>payment_expired</c>, <c>buyer</c>, <c>sellers</c> or <c>stock_short</c>.</summary>
    [Personal]
    public string? CancelReason { get; private set; }

    /// <summary>Late money may revive an order once.</summary>
    public bool Revived { get; private set; }

    /// <summary>Money came for an order that could not live again, and was sent back.</summary>
    public bool RefusedMoney { get; private set; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts changes, so that a change of a part alone also changes the order's row version.</summary>
    public int Revision { get; private set; }

    /// <summary>Row version for conditional requests.</summary>
    public uint Version { get; private set; }

    /// <summary>One part per seller.</summary>
    public IReadOnlyList<SellerOrder> Parts => _parts;

    /// <summary>Places an order: every part awaits payment.</summary>
    public static Order Place(
        OrderId id, UserId buyer, Address shipTo, IReadOnlyList<PlacedPart> parts, PlacedTerms terms, DateTimeOffset at)
    {
        var order = new Order(id, OrderNumber.Of(id, at), buyer, at)
        {
            Status = OrderStatus.Confirmed, ShipTo = shipTo, PayProvider = terms.Payment.Provider,
            PayMethod = terms.Payment.Method,
            PayBy = terms.PayBy, UpdatedAt = at,
        };
        order._parts.AddRange(parts.Select(p => SellerOrder.Freeze(id, p, at)));
        order.Total = Money.Sum(order._parts.Select(p => p.Total), order._parts[0].Total.Currency);
        order.Refunded = Money.Zero(order.Total.Currency);

        order.Record(new StateChange(
            OrderProgress.Machine, id.Value, "place", null, OrderProgress.Text(OrderStatus.Confirmed), null, at));
        foreach (var part in order._parts)
        {
            order.Record(new StateChange(SellerOrderMachine.Name, part.Id.Value, "place", null,
                SellerOrderMachine.Text(SellerOrderState.AwaitingPayment), null, at));
        }

        order.Raise(new OrderPlaced(
            id, order.Number, buyer, order.Total, order.PayBy, terms.Payment, terms.LateMoney, order.Parts));
        return order;
    }

    /// <summary>The part of an id; null when it is not part of this order.</summary>
    public SellerOrder? Part(SellerOrderId id) => _parts.Find(p => p.Id == id);

    /// <summary>
    /// Money covered the order and its stock is taken: parts open; late money revives it once, or is refused.
    /// </summary>
    public void ConfirmPaid(OrderTimers timers, DateTimeOffset at)
    {
        if (PaidAt is not null || RefusedMoney) return;
        if (Status == OrderStatus.Cancelled && !CanRevive(timers, at))
        {
            RefuseMoney(at);
            return;
        }

        PaidAt = at;
        foreach (var part in _parts) OpenPart(part, timers, at);
        if (Status == OrderStatus.Cancelled) Revive(at);
        Changed("payment-covered", at);
    }

    /// <summary>The money never came, or the stock is gone: every part that still waits for money is cancelled.</summary>
    public void GiveUp(string reason, DateTimeOffset at)
    {
        if (Status != OrderStatus.Confirmed) return;
        foreach (var part in _parts.Where(p => p.State == SellerOrderState.AwaitingPayment))
            CancelPart(part, SellerOrderEvent.PaymentFailed, reason, null, at);
        Changed("give-up", at);
    }

    /// <summary>The provider needs longer: the deadline moves, never back.</summary>
    public void ExtendPayment(DateTimeOffset until, DateTimeOffset at)
    {
        if (Status != OrderStatus.Confirmed || until <= PayBy) return;
        PayBy = until;
        Touch(at);
    }

    private bool CanRevive(OrderTimers timers, DateTimeOffset at) =>
        !Revived && CancelReason == "payment_expired" && at <= CancelledAt + timers.LateMoney;

    private void Revive(DateTimeOffset at)
    {
        Record(new StateChange(
            OrderProgress.Machine, Id.Value, "late-money", OrderProgress.Text(Status), OrderProgress.Text(OrderStatus.Paid),
            null, at));
        (Status, Revived, CancelReason, CancelledAt) = (OrderStatus.Paid, true, null, null);
    }

    private void RefuseMoney(DateTimeOffset at)
    {
        RefusedMoney = true;
        var goods = _parts.SelectMany(p => p.Goods).Select(l => new OfferUnits(l.Number, l.Offer, l.Quantity)).ToList();
        Raise(new MoneyRefused(Id, CancelReason ?? "cancelled", goods));
        Touch(at);
    }

    private void OpenPart(SellerOrder part, OrderTimers timers, DateTimeOffset at)
    {
        var late = part.State == SellerOrderState.Cancelled;
        if (late) part.Revive();
        var on = late ? SellerOrderEvent.LateMoney : SellerOrderEvent.PaymentCovered;
        Record(part.Enter(SellerOrderState.New, on, null, at));

        var acceptBy = at + (part.Food ? timers.AcceptFood : timers.Accept);
        part.Open(acceptBy);
        Raise(new PartOpened(KeyOf(part), acceptBy, part.AutoAccept));
        if (part.AutoAccept) AcceptPart(part, timers, "auto", at);
    }

    private PartKey KeyOf(SellerOrder part) => new(Id, Number, Buyer, part.Id, part.Shop);

    private static IReadOnlyList<OfferUnits> Named(SellerOrder part, IEnumerable<Units> units) =>
        [.. units.Select(u => new OfferUnits(u.Line, part.Line(u.Line)!.Offer, u.Quantity))];

    /// <summary>Derives the status anew after parts changed.</summary>
    private void Changed(string @event, DateTimeOffset at)
    {
        Touch(at);
        var derived = OrderProgress.Derive([.. _parts.Select(p => p.State)]);

        // Money of the door is only promised: the order stays confirmed until a seller accepts.
        if (derived == OrderStatus.Paid && PayProvider == PayWith.Cash) derived = OrderStatus.Confirmed;
        var now = OrderProgress.Further(Status, derived);
        if (now == Status) return;

        Record(new StateChange(
            OrderProgress.Machine, Id.Value, @event, OrderProgress.Text(Status), OrderProgress.Text(now), null, at));
        Status = now;
        switch (now)
        {
            case OrderStatus.Cancelled: FinishCancelled(at); break;
            case OrderStatus.Delivered: Raise(new WholeOrderDelivered(Id, Buyer, Number)); break;
            case OrderStatus.Completed: Raise(new WholeOrderCompleted(Id, Buyer, Number)); break;
            case OrderStatus.Returned: Raise(new WholeOrderReturned(Id, Buyer, Number)); break;
        }
    }

    private void FinishCancelled(DateTimeOffset at)
    {
        var reasons = _parts.Select(p => p.CancelReason).Distinct().ToList();
        var alike = reasons is [("payment_expired" or "buyer" or "stock_short")];
        (CancelReason, CancelledAt) = (alike ? reasons[0] : "sellers", at);
        Raise(new WholeOrderCancelled(Id, Buyer, Number, CancelReason!, PaidAt is not null));
    }

    private void Touch(DateTimeOffset at) => (UpdatedAt, Revision) = (at, Revision + 1);
}

/// <summary>How the order is to be paid and until when.</summary>
public sealed record PlacedTerms(PayWith Payment, DateTimeOffset PayBy, TimeSpan LateMoney);
