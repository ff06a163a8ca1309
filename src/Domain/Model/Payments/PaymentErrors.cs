using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Why a payment says no.</summary>
public static class PaymentErrors
{
    /// <summary>Unknown, or somebody else's.</summary>
    public static Error NotFound { get; } = Error.NotFound("payment-not-found", "There is no such payment.");

    /// <summary>The provider named another amount or currency than ours: never accepted, always looked into.</summary>
    public static Error WrongAmount(PaymentId id, Money expected, Money actual) =>
        Error.Conflict("wrong-amount", $"Payment {id} expects {expected}, the provider says {actual}.");

    /// <summary>The refund is more than what is left of the captured money.</summary>
    public static Error MoreThanCaptured(PaymentId id) =>
        Error.Conflict("refund-exceeds-captured", $"Payment {id} has less captured money left than this refund.");

    /// <summary>No refund while the bank decides.</summary>
    public static Error Disputed(PaymentId id) =>
        new(ErrorKind.Held, "chargeback-open", $"Payment {id} is disputed at the bank; refunds wait for its decision.");

    /// <summary>The bank found for the platform, or it was decided already.</summary>
    public static Error NothingToBear(PaymentId id) =>
        Error.Conflict("chargeback-nothing-to-bear", $"The dispute of payment {id} was won, or the platform bears it already.");

    /// <summary>The order is already covered.</summary>
    public static Error AlreadyCovered { get; } = Error.Conflict("order-already-paid", "The order is already paid.");

    /// <summary>The order takes no more payments.</summary>
    public static Error TooLate { get; } = Error.Conflict("payment-deadline-passed", "The order can no longer be paid.");

    /// <summary>Another payment of the order is still being worked on.</summary>
    public static Error StillPending { get; } =
        Error.Conflict("payment-in-progress", "Another payment of this order is still in progress.");

    /// <summary>The provider or method is not offered.</summary>
    public static Error UnknownMethod { get; } = Error.Invalid(
        "payment-method-unknown", "This payment method is not offered.", new FieldError("/provider", "unknown", "Not offered."));

    /// <summary>The buyer has paid nothing for these goods yet, so there is nothing to give back.</summary>
    public static Error CashNotCollected { get; } = Error.Conflict(
        "cash-not-collected", "This order is paid at the door and has not been paid yet: cancel what is not wanted instead.");

    /// <summary>The units are in a parcel that was paid, or whose own end is still to be told: asked again.</summary>
    public static Error CashElsewhere { get; } = Error.Conflict(
        "cash-in-parcel", "These units are in a parcel that was paid at the door or has not been called off yet.");

    internal static Error Refused(Payment payment, string @event) => Error.InvalidTransition(
        "payment", payment.Status.Text(), @event, [.. Payment.Allowed(payment.Status)]);
}
