using Marketplace.Kernel;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>Errand: ask the provider for a committed payment's money.</summary>
[Message("payment.charge")]
public sealed record ChargeProvider(PaymentId Payment, OrderId Order) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payment.Value;
}

/// <summary>Errand: learn a payment's fate from the provider.</summary>
/// <param name="GiveUp">True after the deadline: a charge that did not happen is expired or voided.</param>
[Message("payment.ask")]
public sealed record AskProvider(PaymentId Payment, OrderId Order, bool GiveUp) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payment.Value;
}

/// <summary>Errand: capture (part of) an authorised payment, or void it when the amount is zero.</summary>
[Message("payment.capture")]
public sealed record CaptureAtProvider(PaymentId Payment, OrderId Order, Money Amount) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payment.Value;
}

/// <summary>Errand: send an approved refund to the provider.</summary>
[Message("refund.send")]
public sealed record RefundAtProvider(RefundId Refund, PaymentId Payment) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Refund.Value;
}

/// <summary>Errand: send an approved payout to the provider.</summary>
[Message("payout.send")]
public sealed record SendPayout(PayoutId Payout) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payout.Value;
}

/// <summary>A provider's promise is about to end: capture what is still owed, whether or not every seller has decided.</summary>
[Message("payment.capture-now")]
public sealed record CaptureNow(PaymentId Payment, OrderId Order) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The provider did not take a refund this time; it is asked again after a pause.</summary>
/// <param name="Tries">How often it was asked.</param>
[Message("refund.delayed")]
public sealed record RefundStalled(RefundId Refund, PaymentId Payment, int Tries) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Refund.Value;
}

/// <summary>Ask the provider for a refund again. Harmless when it is settled.</summary>
[Message("refund.resend")]
public sealed record ResendRefund(RefundId Refund) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Refund.Value;
}

/// <summary>The kept-back share of a released seller order is due.</summary>
[Message("reserve.return")]
public sealed record ReturnReserve(SellerOrderId SellerOrder) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}
