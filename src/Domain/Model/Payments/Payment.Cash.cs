using Marketplace.Kernel;
using static Marketplace.Domain.Payments.PaymentStatus;

namespace Marketplace.Domain.Payments;

/// <content>Paying at the door: promised by the buyer, collected with each parcel, and no gateway anywhere.</content>
public sealed partial class Payment
{
    /// <summary>True when the money is taken at the door.</summary>
    public bool IsOnDelivery => Provider == WayToPay.Cash;

    /// <summary>The buyer's word covers the order; nobody is asked for the money before the goods arrive.</summary>
    public static Payment OnDelivery(PaymentId id, Collection collection, string method, DateTimeOffset at)
    {
        var none = Money.Zero(collection.Total.Currency);
        var payment = new Payment(id, collection.Id, collection.Number, collection.Buyer, WayToPay.Cash, method)
        {
            Amount = collection.Total, PayBy = collection.PayBy, CreatedAt = at,
            CapturedAmount = none, PromisedBack = none, RefundedAmount = none,
        };
        payment.Record(new StateChange("payment", id.Value, "create", null, Created.Text(), null, at));
        payment.Move("authorize", Authorized, "on-delivery", at);
        return payment;
    }

    /// <summary>A parcel's money was taken at the door.</summary>
    public Result Collect(Money amount, DateTimeOffset at)
    {
        if (amount.IsZero) return Result.Ok;
        if (!IsOnDelivery || Refuses("collect", out _)) return PaymentErrors.Refused(this, "collect");

        CapturedAmount += amount;
        Move("collect", RefundedAmount.IsZero ? Captured : PartiallyRefunded, null, at);
        Raise(new MoneyCaptured(Id, Order, amount, Provider, Method));
        return Result.Ok;
    }
}
