using Marketplace.Kernel;
using static Marketplace.Domain.Payments.PaymentStatus;

namespace Marketplace.Domain.Payments;

/// <summary>One attempt to collect an order's money through one provider.</summary>
/// <remarks>
/// News from a provider repeats and overtakes itself: money that arrived wins over every earlier belief, and what is
/// already known is accepted again without effect.
/// </remarks>
public sealed partial class Payment : Aggregate<PaymentId>
{
    private static readonly Dictionary<string, PaymentStatus[]> Machine = new()
    {
        ["ask-buyer"] = [Created, Pending],
        ["wait"] = [Created, RequiresAction],
        ["authorize"] = [Created, RequiresAction, Pending, Failed, Expired],
        ["ask-capture"] = [Authorized],
        // Captured money is a fact even when the payment was given up: it is late, never lost.
        ["capture"] = [Created, RequiresAction, Pending, Authorized, Failed, Cancelled, Expired],
        // Money taken at the door comes parcel by parcel.
        ["collect"] = [Authorized, Captured, PartiallyRefunded, Refunded, Cancelled],
        ["decline"] = [Created, RequiresAction, Pending],
        ["cancel"] = [Created, RequiresAction, Pending, Authorized],
        ["expire"] = [Created, RequiresAction, Pending],
        ["refund"] = [Captured, PartiallyRefunded],
        ["open-chargeback"] = [Captured, PartiallyRefunded, Refunded],
        ["close-chargeback"] = [Captured, PartiallyRefunded, Refunded],
    };

    private Payment(PaymentId id, OrderId order, string number, UserId buyer, string provider, string method) : base(id) =>
        (Order, Number, Buyer, Provider, Method) = (order, number, buyer, provider, method);

    /// <summary>The order it pays for.</summary>
    public OrderId Order { get; private set; }

    /// <summary>The order's number, for people.</summary>
    public string Number { get; private set; }

    /// <summary>Who pays.</summary>
    public UserId Buyer { get; private set; }

    /// <summary>What is asked for.</summary>
    public Money Amount { get; private set; }

    /// <summary>Provider code.</summary>
    public string Provider { get; private set; }

    /// <summary>Method at the provider.</summary>
    public string Method { get; private set; }

    /// <summary>The provider's opaque token of the buyer's means of payment, if any; forgotten when the payment is over.</summary>
    public string? Token { get; private set; }

    /// <summary>Authorised first, captured when the sellers have decided.</summary>
    public bool TwoStage { get; private set; }

    /// <summary>Until when the buyer may pay.</summary>
    public DateTimeOffset PayBy { get; private set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public PaymentStatus Status { get; private set; }

    /// <summary>The provider's id, once known.</summary>
    public string? Reference { get; private set; }

    /// <summary>What the buyer must do (<c>redirect</c>, <c>qr</c>, <c>confirm</c>), while it is needed.</summary>
    public string? ActionKind { get; private set; }

    /// <summary>Where the buyer does it.</summary>
    public string? ActionUrl { get; private set; }

    /// <summary>Until when the provider's promise or its work lasts.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>How much of the authorised money was asked to be captured; set once.</summary>
    public long? CaptureMinor { get; private set; }

    /// <summary>Money that arrived.</summary>
    public Money CapturedAmount { get; private set; }

    /// <summary>Captured money promised back by refunds that are not rejected.</summary>
    public Money PromisedBack { get; private set; }

    /// <summary>Captured money that went back.</summary>
    public Money RefundedAmount { get; private set; }

    /// <summary>Whether a bank dispute is known.</summary>
    public ChargebackStatus Chargeback { get; private set; }

    /// <summary>Why the provider refused, in shared words.</summary>
    public string? DeclineCode { get; private set; }

    /// <summary>Version for lost updates.</summary>
    public uint Version { get; private set; }

    /// <summary>True while the provider or the buyer may still bring money.</summary>
    public bool IsOpen => Status is Created or RequiresAction or Pending;

    /// <summary>True once money arrived.</summary>
    public bool IsCaptured => Status is Captured or PartiallyRefunded or Refunded;

    /// <summary>True when the payment counts towards its order.</summary>
    public bool CountsAsPaid => Status == Authorized || IsCaptured;

    /// <summary>What the provider must report as captured.</summary>
    public Money Expected => CaptureMinor is { } minor ? new Money(minor, Amount.Currency) : Amount;

    /// <summary>A committed payment nobody has been asked for yet.</summary>
    public static Payment Start(PaymentId id, Collection collection, Money amount, WayToPay way, DateTimeOffset at)
    {
        var none = Money.Zero(amount.Currency);
        var payment = new Payment(id, collection.Id, collection.Number, collection.Buyer, way.Provider, way.Method)
        {
            Amount = amount, Token = way.Token, TwoStage = way.TwoStage, PayBy = collection.PayBy, CreatedAt = at,
            CapturedAmount = none, PromisedBack = none, RefundedAmount = none,
        };
        payment.Record(new StateChange("payment", id.Value, "create", null, Created.Text(), null, at));
        payment.Raise(new PaymentStarted(id, collection.Id));
        return payment;
    }

    /// <summary>Events a payment accepts in a status.</summary>
    public static IEnumerable<string> Allowed(PaymentStatus status) => Machine.Where(m => m.Value.Contains(status)).Select(m => m.Key);

    /// <summary>The provider wants the buyer to act.</summary>
    public Result AskBuyer(string reference, string kind, Uri sendTo, DateTimeOffset at)
    {
        if (Status == RequiresAction && Reference == reference) return Result.Ok;
        if (Refuses("ask-buyer", out var refusal)) return refusal;

        (Reference, ActionKind, ActionUrl) = (reference, kind, sendTo.ToString());
        Move("ask-buyer", RequiresAction, kind, at);
        return Result.Ok;
    }

    /// <summary>The provider works on it, or (without a reference) its answer was lost.</summary>
    public Result Wait(string? reference, DateTimeOffset until, DateTimeOffset at)
    {
        if (Status == Pending)
        {
            (Reference, Until) = (reference ?? Reference, until);
            return Result.Ok;
        }

        if (Refuses("wait", out var refusal)) return refusal;

        (Reference, Until) = (reference ?? Reference, until);
        Move("wait", Pending, null, at);
        return Result.Ok;
    }

    /// <summary>The provider promises the money until a moment.</summary>
    public Result Authorize(string reference, Money amount, DateTimeOffset until, DateTimeOffset at)
    {
        if (CountsAsPaid) return Result.Ok;
        if (Refuses("authorize", out var refusal)) return refusal;
        if (amount != Amount) return PaymentErrors.WrongAmount(Id, Amount, amount);

        (Reference, Until) = (reference, until);
        Move("authorize", Authorized, null, at);
        Raise(new PaymentPromised(Id, Order, Amount, Provider, Method, until));
        return Result.Ok;
    }

    /// <summary>Decides how much of the promise is taken; zero lets it go. Decided once.</summary>
    public Result AskCapture(Money amount)
    {
        if (CaptureMinor is not null || IsCaptured) return Result.Ok;
        if (Refuses("ask-capture", out var refusal)) return refusal;
        if (amount.IsNegative || amount > Amount) return PaymentErrors.WrongAmount(Id, Amount, amount);

        CaptureMinor = amount.Minor;
        Raise(new CaptureAsked(Id, Order, amount));
        return Result.Ok;
    }

    /// <summary>Asks the provider to let an open or promised charge go; its answer closes the payment.</summary>
    public void LetGo(string? reference)
    {
        Reference ??= reference;
        if (Reference is not null && !IsCaptured) Raise(new CaptureAsked(Id, Order, Money.Zero(Amount.Currency)));
    }

    /// <summary>The money arrived: the provider's answer and its webhook both say so, in either order.</summary>
    public Result Capture(string reference, Money amount, DateTimeOffset at)
    {
        if (IsCaptured) return Result.Ok;
        if (Refuses("capture", out var refusal)) return refusal;
        if (amount != Expected) return PaymentErrors.WrongAmount(Id, Expected, amount);

        (Reference, CapturedAmount) = (reference, amount);
        Move("capture", Captured, null, at);
        Raise(new MoneyCaptured(Id, Order, amount, Provider, Method));
        return Result.Ok;
    }

    /// <summary>The provider refused for good.</summary>
    public Result Decline(string code, DateTimeOffset at)
    {
        if (Status == Failed) return Result.Ok;
        if (Refuses("decline", out var refusal)) return refusal;

        DeclineCode = code;
        Move("decline", Failed, code, at);
        Raise(new PaymentDeclined(Id, Order, Buyer, Number, code, at < PayBy));
        return Result.Ok;
    }

    /// <summary>Given up by the buyer or the platform before the money moved.</summary>
    public Result Cancel(string reason, DateTimeOffset at)
    {
        if (Status is Cancelled or Expired) return Result.Ok;
        if (Refuses("cancel", out var refusal)) return refusal;

        Move("cancel", Cancelled, reason, at);
        Raise(new PaymentEnded(Id, Order, Cancelled));
        return Result.Ok;
    }

    /// <summary>The deadline passed and the provider has nothing.</summary>
    public Result Expire(DateTimeOffset at)
    {
        if (Status is Cancelled or Expired) return Result.Ok;
        if (Refuses("expire", out var refusal)) return refusal;

        Move("expire", Expired, null, at);
        Raise(new PaymentEnded(Id, Order, Expired));
        return Result.Ok;
    }

    /// <summary>Sets captured money aside for a refund, so that all refunds together never exceed it.</summary>
    public Result Promise(Money amount)
    {
        if (Chargeback == ChargebackStatus.Open) return PaymentErrors.Disputed(Id);
        if (PromisedBack + amount > (IsCaptured ? CapturedAmount : Expected)) return PaymentErrors.MoreThanCaptured(Id);

        PromisedBack += amount;
        return Result.Ok;
    }

    /// <summary>Promised money went back.</summary>
    public Result Refund(Money amount, DateTimeOffset at)
    {
        if (amount.IsZero) return Result.Ok;
        if (Refuses("refund", out var refusal)) return refusal;
        if (RefundedAmount + amount > PromisedBack) return PaymentErrors.MoreThanCaptured(Id);

        RefundedAmount += amount;
        Move("refund", RefundedAmount == CapturedAmount ? Refunded : PartiallyRefunded, null, at);
        return Result.Ok;
    }

    /// <summary>The buyer's bank disputes the payment.</summary>
    public Result OpenChargeback(Money amount, DateTimeOffset at)
    {
        if (Chargeback != ChargebackStatus.None) return Result.Ok;
        if (Refuses("open-chargeback", out var refusal)) return refusal;

        Chargeback = ChargebackStatus.Open;
        Move("open-chargeback", Status, amount.ToString(), at);
        Raise(new DisputeOpened(Id, Order, amount));
        return Result.Ok;
    }

    /// <summary>The bank decided.</summary>
    public Result CloseChargeback(Money amount, bool won, DateTimeOffset at)
    {
        if (Chargeback is ChargebackStatus.Won or ChargebackStatus.Lost) return Result.Ok;
        if (Refuses("close-chargeback", out var refusal)) return refusal;

        Chargeback = won ? ChargebackStatus.Won : ChargebackStatus.Lost;

        // What the bank took cannot be refunded as well.
        if (!won) PromisedBack = Money.Min(CapturedAmount, PromisedBack + amount);
        Move("close-chargeback", Status, won ? "won" : "lost", at);
        Raise(new DisputeDecided(Id, Order, amount, won));
        return Result.Ok;
    }

    private bool Refuses(string @event, out Error refusal)
    {
        refusal = PaymentErrors.Refused(this, @event);
        return !Machine[@event].Contains(Status);
    }

    private void Move(string @event, PaymentStatus to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange("payment", Id.Value, @event, Status.Text(), to.Text(), reason, at));
        Status = to;
        if (to != RequiresAction) (ActionKind, ActionUrl) = (null, null);
        if (to is not (Created or RequiresAction or Pending)) Token = null;
    }
}
