using Marketplace.Kernel;
using static Marketplace.Domain.Orders.ReturnState;

namespace Marketplace.Domain.Orders;

/// <summary>Goods of one seller order on their way back, from the buyer's wish to the money.</summary>
public sealed class Return : Aggregate<ReturnId>
{
    private const string Machine = "return";

    private Return(ReturnId id, OrderId order, SellerOrderId sellerOrder, ShopId shop, UserId buyer) : base(id) =>
        (Order, SellerOrder, Shop, Buyer) = (order, sellerOrder, shop, buyer);

    /// <summary>The buyer's order.</summary>
    public OrderId Order { get; private set; }

    /// <summary>The part whose goods come back.</summary>
    public SellerOrderId SellerOrder { get; private set; }

    /// <summary>Who sold them.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>Who bought them.</summary>
    public UserId Buyer { get; private set; }

    /// <summary>How far it is.</summary>
    public ReturnState State { get; private set; }

    /// <summary>What is to come back.</summary>
    public IReadOnlyList<OfferUnits> Lines { get; private set; } = [];

    /// <summary>Why.</summary>
    public ReturnReason Reason { get; private set; }

    /// <summary>The buyer's words.</summary>
    [Personal]
    public string? Comment { get; private set; }

    /// <summary>Keys of the buyer's photos.</summary>
    [Personal]
    public IReadOnlyList<string> Photos { get; private set; } = [];

    /// <summary>When the running wait ends; null when nothing is waited for.</summary>
    public DateTimeOffset? DueBy { get; private set; }

    /// <summary>How the goods travel back.</summary>
    public ReturnParcel? Parcel { get; private set; }

    /// <summary>What the seller takes back, and what becomes of it; empty until decided.</summary>
    public IReadOnlyList<AcceptedUnits> Accepted { get; private set; } = [];

    /// <summary>Whether the original delivery is paid back too.</summary>
    public bool RefundsDelivery { get; private set; }

    /// <summary>Why the seller rejected or contests.</summary>
    [Personal]
    public string? Objection { get; private set; }

    /// <summary>When the buyer asked.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last moved.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>True while its units cannot be asked for again.</summary>
    public bool IsOpen => State is Requested or AwaitingShipment or InTransit or Received or RefundDue or Disputed;

    /// <summary>The buyer asks; whether the units may come back is judged by <see cref="ReturnWindow"/> first.</summary>
    public static Return Request(ReturnId id, ReturnWish wish, DateTimeOffset decideBy, DateTimeOffset at)
    {
        var made = new Return(id, wish.Order, wish.SellerOrder, wish.Shop, wish.Buyer)
        {
            Lines = wish.Lines, Reason = wish.Reason, Comment = wish.Comment, Photos = wish.Photos, CreatedAt = at,
        };
        made.Move(null, Requested, "request", wish.Reason.ToString(), decideBy, at);
        made.Raise(new ReturnAsked(made, decideBy));
        return made;
    }

    /// <summary>The seller, or the time, says yes: the goods may be sent until then.</summary>
    public Result Approve(bool byTime, DateTimeOffset sendBy, DateTimeOffset at)
    {
        if (State != Requested) return Refused("approve");
        Move(State, AwaitingShipment, byTime ? "auto-approve" : "approve", null, sendBy, at);
        Raise(new ReturnAllowed(this, sendBy));
        return Result.Ok;
    }

    /// <summary>The seller pays without wanting the goods (or these of them) back.</summary>
    public Result KeepIt(IReadOnlyList<Units> lines, bool refundsDelivery, DateTimeOffset at)
    {
        if (State != Requested) return Refused("keep");
        if (Misfit(lines) is { } wrong) return wrong;
        Owe([.. lines.Select(u => new AcceptedUnits(u.Line, OfferOf(u.Line), u.Quantity, null))], refundsDelivery, "keep",
            at);
        return Result.Ok;
    }

    /// <summary>The seller says no.</summary>
    public Result Reject(string reason, DateTimeOffset at)
    {
        if (State != Requested) return Refused("reject");
        Objection = reason;
        End(Rejected, "reject", reason, at);
        return Result.Ok;
    }

    /// <summary>The buyer changes his mind before the goods are on their way.</summary>
    public Result Cancel(DateTimeOffset at)
    {
        if (State is not (Requested or AwaitingShipment)) return Refused("cancel");
        End(Cancelled, "cancel", null, at);
        return Result.Ok;
    }

    /// <summary>The goods were dropped off; without the seller's word they count as arrived at that time.</summary>
    public Result Ship(ReturnParcel parcel, DateTimeOffset arriveBy, DateTimeOffset at)
    {
        if (State != AwaitingShipment) return Refused("ship");
        Parcel = parcel;
        Move(State, InTransit, "ship", null, arriveBy, at);
        Raise(new ReturnDispatched(this, arriveBy));
        return Result.Ok;
    }

    /// <summary>The time to send is over.</summary>
    public Result Expire(DateTimeOffset at)
    {
        if (State != AwaitingShipment) return Refused("expire");
        End(Expired, "expire", null, at);
        return Result.Ok;
    }

    /// <summary>The goods are with the seller, who inspects them until then.</summary>
    public Result Receive(bool byTime, DateTimeOffset inspectBy, DateTimeOffset at)
    {
        if (State != InTransit) return Refused("receive");
        Move(State, Received, byTime ? "auto-receive" : "receive", null, inspectBy, at);
        Raise(new ReturnArrived(this, inspectBy));
        return Result.Ok;
    }

    /// <summary>The seller takes these units back; what is not named is not paid for.</summary>
    public Result Accept(IReadOnlyList<AcceptedUnits> units, bool refundsDelivery, bool byTime, DateTimeOffset at)
    {
        if (State != Received) return Refused("inspect");
        if (Misfit([.. units.Select(u => new Units(u.Line, u.Quantity))]) is { } wrong) return wrong;
        Owe([.. units.Select(u => u with { Offer = OfferOf(u.Line) })], refundsDelivery,
            byTime ? "auto-accept" : "inspect", at);
        return Result.Ok;
    }

    /// <summary>The seller contests the condition of the goods; an arbiter decides.</summary>
    public Result Contest(string reason, DateTimeOffset at)
    {
        if (State != Received) return Refused("contest");
        Objection = reason;
        End(Disputed, "contest", reason, at);
        return Result.Ok;
    }

    /// <summary>The money went back.</summary>
    public Result Close(DateTimeOffset at)
    {
        if (State == Closed) return Result.Ok;
        if (State != RefundDue) return Refused("close");
        End(Closed, "refund-succeeded", null, at);
        return Result.Ok;
    }

    private OfferId? OfferOf(int line) => Lines.FirstOrDefault(l => l.Line == line)?.Offer;

    private Error? Misfit(IReadOnlyList<Units> units)
    {
        if (units.Count == 0) return ReturnErrors.NothingAccepted;
        foreach (var line in units.GroupBy(u => u.Line))
        {
            var asked = Lines.Where(l => l.Line == line.Key).Sum(l => l.Quantity);
            if (line.Any(u => u.Quantity <= 0) || line.Sum(u => (long)u.Quantity) > asked)
                return ReturnErrors.UnitsNotAsked(line.Key, asked);
        }

        return null;
    }

    private void Owe(IReadOnlyList<AcceptedUnits> units, bool refundsDelivery, string @event, DateTimeOffset at)
    {
        (Accepted, RefundsDelivery) = (units, refundsDelivery);
        Move(State, RefundDue, @event, null, null, at);
        Raise(new ReturnAccepted(this));
    }

    private void End(ReturnState to, string @event, string? reason, DateTimeOffset at)
    {
        Move(State, to, @event, reason, null, at);
        Raise(new ReturnEnded(this, to));
    }

    private Error Refused(string @event) =>
        Error.InvalidTransition(Machine, ReturnErrors.Text(State), @event, ReturnErrors.Events(State));

    private void Move(
        ReturnState? from, ReturnState to, string @event, string? reason, DateTimeOffset? dueBy, DateTimeOffset at)
    {
        (State, DueBy, UpdatedAt) = (to, dueBy, at);
        Record(new StateChange(
            Machine, Id.Value, @event, from is { } f ? ReturnErrors.Text(f) : null, ReturnErrors.Text(to), reason, at));
    }
}

/// <summary>What a buyer wants to send back, and why.</summary>
public sealed record ReturnWish(
    OrderId Order, SellerOrderId SellerOrder, ShopId Shop, UserId Buyer, IReadOnlyList<OfferUnits> Lines,
    ReturnReason Reason,
    string? Comment, IReadOnlyList<string> Photos);

/// <summary>How goods travel back.</summary>
public sealed record ReturnParcel(string? Carrier, string? TrackingNumber);

/// <summary>Units the buyer is paid for; without a fate they stay with the buyer.</summary>
public sealed record AcceptedUnits(int Line, OfferId? Offer, int Quantity, StockFate? Fate);

/// <summary>All returns.</summary>
public interface IReturns
{
    /// <summary>The return of an id; null when there is none.</summary>
    Task<Return?> Find(ReturnId id, CancellationToken ct);

    /// <summary>Open returns of a seller order.</summary>
    Task<IReadOnlyList<Return>> OpenOf(SellerOrderId sellerOrder, CancellationToken ct);

    /// <summary>Adds a return.</summary>
    void Add(Return made);
}
