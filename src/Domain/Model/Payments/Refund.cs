using Marketplace.Kernel;
using static Marketplace.Domain.Payments.RefundStatus;

namespace Marketplace.Domain.Payments;

/// <summary>Where a refund stands (product §4.4).</summary>
public enum RefundStatus
{
    /// <summary>Asked for, waits for somebody's decision.</summary>
    Requested,

    /// <summary>Agreed; its claims are frozen in escrow.</summary>
    Approved,

    /// <summary>With the provider.</summary>
    Processing,

    /// <summary>The buyer has the money.</summary>
    Succeeded,

    /// <summary>The provider refused; asked again later.</summary>
    Failed,

    /// <summary>Finance pays by bank.</summary>
    Manual,

    /// <summary>Refused with a reason.</summary>
    Rejected,
}

/// <summary>Money will go back.</summary>
public sealed record RefundApproved(RefundId Refund, OrderId Order, SellerOrderId? SellerOrder, Guid Cause, Money Amount) : IDomainEvent;

/// <summary>The provider is to be asked.</summary>
public sealed record RefundDispatched(RefundId Refund, PaymentId Payment) : IDomainEvent;

/// <summary>Money went back.</summary>
public sealed record RefundPaid(
    RefundId Refund, OrderId Order, SellerOrderId? SellerOrder, UserId Buyer, string Number, Guid Cause, IReadOnlyList<GivenLine> Lines,
    Money Amount) : IDomainEvent;

/// <summary>Not yet: the provider is asked again after a while.</summary>
public sealed record RefundDelayed(RefundId Refund, PaymentId Payment, int Tries) : IDomainEvent;

/// <summary>A claw-back left the shop owing the platform.</summary>
public sealed record DebtIncurred(ShopId Shop, Money Owed, string Cause) : IDomainEvent;

/// <summary>The provider refuses for good.</summary>
public sealed record RefundAbandoned(RefundId Refund, OrderId Order, Guid Cause, string Code) : IDomainEvent;

/// <summary>What somebody wants back: units or amounts, why, who asks, and the thing it follows from.</summary>
public sealed record RefundWish(IReadOnlyList<RefundedUnits> Units, string Reason, string By, Guid Cause);

/// <summary>Money of one payment on its way back to the buyer, and why.</summary>
public sealed partial class Refund : Aggregate<RefundId>
{
    /// <summary>How often a provider is asked before finance takes over.</summary>
    public const int MostAttempts = 5;

    private static readonly Dictionary<string, RefundStatus[]> Machine = new()
    {
        ["approve"] = [Requested],
        ["reject"] = [Requested],
        ["send"] = [Approved],
        ["pay-by-hand"] = [Approved],
        ["succeed"] = [Approved, Processing, Failed],
        ["fail"] = [Processing],
        ["retry"] = [Failed, Processing],
        ["mark-paid"] = [Manual],
    };

    private Refund(RefundId id, OrderId order, PaymentId payment, SellerOrderId? sellerOrder, Guid cause, string reason) : base(id) =>
        (Order, Payment, SellerOrder, Cause, Reason) = (order, payment, sellerOrder, cause, reason);

    /// <summary>The order.</summary>
    public OrderId Order { get; private set; }

    /// <summary>The payment whose money goes back.</summary>
    public PaymentId Payment { get; private set; }

    /// <summary>The seller order it belongs to; null for money nobody asked for.</summary>
    public SellerOrderId? SellerOrder { get; private set; }

    /// <summary>The shop, if it belongs to a seller order.</summary>
    public ShopId? Shop { get; private set; }

    /// <summary>The buyer.</summary>
    public UserId Buyer { get; private set; }

    /// <summary>The order's number, for people.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Decline, cancellation, return or request it follows from; one refund per cause and seller order.</summary>
    public Guid Cause { get; private set; }

    /// <summary>Reason code or sentence.</summary>
    public string Reason { get; private set; }

    /// <summary>Who asked: an account or <c>system</c>.</summary>
    public string RequestedBy { get; private set; } = "system";

    /// <summary>What was asked for.</summary>
    public IReadOnlyList<RefundedUnits> Asked { get; private set; } = [];

    /// <summary>What is given back, from approval on.</summary>
    public IReadOnlyList<GivenLine> Lines { get; private set; } = [];

    /// <summary>What the buyer gets.</summary>
    public Money Amount { get; private set; }

    /// <summary>What leaves escrow: the buyer's money and the platform's discount.</summary>
    public Money Gross { get; private set; }

    /// <summary>Where it stands.</summary>
    public RefundStatus Status { get; private set; }

    /// <summary>The provider key's number: a refusal makes a new one, a lost answer does not.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>How often the provider was asked.</summary>
    public int Tries { get; private set; }

    /// <summary>The provider's id or the bank's reference.</summary>
    public string? Reference { get; private set; }

    /// <summary>The provider's last refusal.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Version for lost updates.</summary>
    public uint Version { get; private set; }

    /// <summary>True when the money came from a captured payment that nobody owed.</summary>
    public bool IsExcess => SellerOrder is null;

    /// <summary>A refund somebody asks for.</summary>
    public static Refund Request(
        RefundId id, Collection collection, Settlement settlement, RefundWish wish, Money estimate, DateTimeOffset at)
    {
        var reason = wish.Reason;
        var refund = new Refund(id, collection.Id, collection.PaidBy!.Value, settlement.Id, wish.Cause, reason)
        {
            Buyer = collection.Buyer, Number = collection.Number, Shop = settlement.Shop, RequestedBy = wish.By, Asked = wish.Units,
            Amount = estimate, Gross = Money.Zero(estimate.Currency), CreatedAt = at,
        };
        refund.Record(new StateChange("refund", id.Value, "request", null, Requested.Text(), reason, at));
        return refund;
    }

    /// <summary>Money that came although nobody owed it goes straight back.</summary>
    public static Refund OfExcess(RefundId id, Collection collection, PaymentId payment, Money amount, string reason, DateTimeOffset at, Guid? cause = null)
    {
        var refund = new Refund(id, collection.Id, payment, null, cause ?? payment.Value, reason)
        {
            Buyer = collection.Buyer, Number = collection.Number, Amount = amount, Gross = amount, CreatedAt = at,
        };
        refund.Record(new StateChange("refund", id.Value, "request", null, Requested.Text(), reason, at));
        refund.Move("approve", Approved, reason, at);
        refund.Raise(new RefundApproved(id, refund.Order, null, refund.Cause, amount));
        return refund;
    }

    /// <summary>Events a refund accepts in a status.</summary>
    public static IEnumerable<string> Allowed(RefundStatus status) => Machine.Where(m => m.Value.Contains(status)).Select(m => m.Key);

    /// <summary>Agreed: these units and amounts will go back.</summary>
    public Result Approve(Giving giving, DateTimeOffset at)
    {
        if (Refuses("approve", out var refusal)) return refusal;

        (Lines, Amount, Gross) = (giving.Lines, giving.Total.BuyerPays, giving.Total.Gross);
        Move("approve", Approved, null, at);
        Raise(new RefundApproved(Id, Order, SellerOrder, Cause, Amount));
        return Result.Ok;
    }

    /// <summary>Taking it back left the shop owing the platform.</summary>
    public void Owe(Money owed)
    {
        if (owed.Minor > 0) Raise(new DebtIncurred(Shop!.Value, owed, Reason));
    }

    /// <summary>Refused with a reason.</summary>
    public Result Reject(string reason, DateTimeOffset at)
    {
        if (Refuses("reject", out var refusal)) return refusal;

        Move("reject", Rejected, reason, at);
        return Result.Ok;
    }

    /// <summary>Goes to the provider.</summary>
    public Result Send(DateTimeOffset at)
    {
        if (Refuses("send", out var refusal)) return refusal;

        Move("send", Processing, null, at);
        Raise(new RefundDispatched(Id, Payment));
        return Result.Ok;
    }

    /// <summary>The buyer has the money; also used when nothing had to move.</summary>
    public Result Succeed(string? reference, DateTimeOffset at)
    {
        if (Status == Succeeded) return Result.Ok;
        if (Refuses("succeed", out var refusal)) return refusal;

        Reference = reference;
        Move("succeed", Succeeded, null, at);
        RaisePaid();
        return Result.Ok;
    }

    /// <summary>The provider refused: asked again later, or handed to finance when it is final or was tried often enough.</summary>
    public Result Fail(string code, bool final, DateTimeOffset at)
    {
        if (Status is Failed or Manual or Succeeded) return Result.Ok;
        if (Refuses("fail", out var refusal)) return refusal;

        FailureCode = code;
        Tries++;
        Move("fail", Failed, code, at);
        if (final || Attempt >= MostAttempts)
        {
            Move("give-up", Manual, code, at);
            Raise(new RefundAbandoned(Id, Order, Cause, code));
            return Result.Ok;
        }

        Attempt++;
        Raise(new RefundDelayed(Id, Payment, Tries));
        return Result.Ok;
    }

    /// <summary>Nobody knows: asked again later under the same key.</summary>
    public void NoAnswer()
    {
        if (Status != Processing) return;
        Tries++;
        Raise(new RefundDelayed(Id, Payment, Tries));
    }

    /// <summary>Asks the provider again.</summary>
    public Result Retry(DateTimeOffset at)
    {
        if (Refuses("retry", out var refusal)) return refusal;

        if (Status == Failed) Move("retry", Processing, null, at);
        Raise(new RefundDispatched(Id, Payment));
        return Result.Ok;
    }

    private void RaisePaid() => Raise(new RefundPaid(Id, Order, SellerOrder, Buyer, Number, Cause, Lines, Amount));

    private bool Refuses(string @event, out Error refusal)
    {
        refusal = Error.InvalidTransition("refund", Status.Text(), @event, [.. Allowed(Status)]);
        return !Machine[@event].Contains(Status);
    }

    private void Move(string @event, RefundStatus to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange("refund", Id.Value, @event, Status.Text(), to.Text(), reason, at));
        Status = to;
    }
}

/// <summary>All refunds.</summary>
public interface IRefunds
{
    /// <summary>One refund; null when unknown.</summary>
    Task<Refund?> Find(RefundId id, CancellationToken ct);

    /// <summary>The refund of a cause, in a seller order or outside of any; null when there is none.</summary>
    Task<Refund?> ByCause(Guid cause, SellerOrderId? sellerOrder, CancellationToken ct);

    /// <summary>Approved refunds that wait until a payment is captured.</summary>
    Task<IReadOnlyList<Refund>> Waiting(PaymentId payment, CancellationToken ct);

    /// <summary>What a refund in a seller order touches; null when it is unknown or nothing has covered the order.</summary>
    Task<(Collection Collection, Payment Payment, IReadOnlyList<Settlement> Parts)?> Case(SellerOrderId sellerOrder, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(Refund refund);
}
