using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>How far an order's money has come in.</summary>
public enum CollectionStatus
{
    /// <summary>Waiting for a payment.</summary>
    Open,

    /// <summary>One payment covers the order, promised or captured.</summary>
    Covered,

    /// <summary>The deadline passed; late money is still accepted once.</summary>
    Expired,

    /// <summary>The order is not wanted any more; money that still comes goes back.</summary>
    Abandoned,
}

/// <summary>The order's total is covered.</summary>
public sealed record OrderCovered(OrderId Order, UserId Buyer, string Number, PaymentId Payment, Money Amount) : IDomainEvent
{
    /// <summary>The buyer promised to pay at the door; no money has moved.</summary>
    public bool OnDelivery { get; init; }
}

/// <summary>Nothing came before the deadline.</summary>
public sealed record CollectionExpired(OrderId Order) : IDomainEvent;

/// <summary>The provider needs longer than the order's deadline.</summary>
public sealed record CollectionDelayed(OrderId Order, DateTimeOffset Until) : IDomainEvent;

/// <summary>What a placed order owes and which payment brings it.</summary>
public sealed class Collection : Aggregate<OrderId>
{
    private Collection(OrderId id, string number, UserId buyer, DateTimeOffset payBy, IReadOnlyList<SellerOrderId> undecided) : base(id) =>
        (Number, Buyer, PayBy, Undecided) = (number, buyer, payBy, undecided);

    /// <summary>The order's number, for people.</summary>
    public string Number { get; private set; }

    /// <summary>Who owes.</summary>
    public UserId Buyer { get; private set; }

    /// <summary>The order's total as placed.</summary>
    public Money Total { get; private set; }

    /// <summary>Until when the buyer may start a payment.</summary>
    public DateTimeOffset PayBy { get; private set; }

    /// <summary>How far it has come.</summary>
    public CollectionStatus Status { get; private set; }

    /// <summary>The payment that covers it.</summary>
    public PaymentId? PaidBy { get; private set; }

    /// <summary>Seller orders whose seller has neither accepted nor fallen away; a promise is captured when none is left.</summary>
    public IReadOnlyList<SellerOrderId> Undecided { get; private set; }

    /// <summary>Counts changes of what will be captured, so that decisions of several sellers at once see each other.</summary>
    public int Decisions { get; private set; }

    /// <summary>True once escrow was credited.</summary>
    public bool Funded { get; private set; }

    /// <summary>Version for lost updates.</summary>
    public uint Version { get; private set; }

    /// <summary>An order to collect.</summary>
    public static Collection Of(
        OrderId order, string number, UserId buyer, Money total, DateTimeOffset payBy, IReadOnlyList<SellerOrderId> sellerOrders) =>
        new(order, number, buyer, payBy, sellerOrders) { Total = total };

    /// <summary>Whether a new payment may be started now.</summary>
    public Result MayPay(DateTimeOffset at)
    {
        if (Status == CollectionStatus.Covered) return PaymentErrors.AlreadyCovered;
        return Status != CollectionStatus.Open || at >= PayBy ? PaymentErrors.TooLate : Result.Ok;
    }

    /// <summary>Takes a promised or captured payment; false when the order does not need it (any more).</summary>
    public bool Take(Payment payment)
    {
        if (PaidBy == payment.Id) return true;
        if (Status is CollectionStatus.Covered or CollectionStatus.Abandoned) return false;

        (Status, PaidBy) = (CollectionStatus.Covered, payment.Id);
        Raise(new OrderCovered(Id, Buyer, Number, payment.Id, payment.Amount) { OnDelivery = payment.IsOnDelivery });
        return true;
    }

    /// <summary>Notes that escrow holds the money.</summary>
    public void Fund() => Funded = true;

    /// <summary>A seller has decided; true when none is left undecided.</summary>
    public bool Decide(SellerOrderId sellerOrder)
    {
        Decisions++;
        Undecided = [.. Undecided.Where(s => s != sellerOrder)];
        return Undecided.Count == 0;
    }

    /// <summary>Less will be captured than was promised.</summary>
    public void Shrink() => Decisions++;

    /// <summary>The deadline passed without money.</summary>
    public void Expire()
    {
        if (Status == CollectionStatus.Open) Status = CollectionStatus.Expired;
        if (Status == CollectionStatus.Expired) Raise(new CollectionExpired(Id));
    }

    /// <summary>The provider needs more time.</summary>
    public void Delay(DateTimeOffset until)
    {
        if (Status == CollectionStatus.Open) Raise(new CollectionDelayed(Id, until));
    }

    /// <summary>The order is not wanted any more.</summary>
    public void Abandon()
    {
        if (Status != CollectionStatus.Covered) Status = CollectionStatus.Abandoned;
    }
}

/// <summary>All collections.</summary>
public interface ICollections
{
    /// <summary>The collection of an order; null when none was asked for.</summary>
    Task<Collection?> Find(OrderId order, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(Collection collection);
}
