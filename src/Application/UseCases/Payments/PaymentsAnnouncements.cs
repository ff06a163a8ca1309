using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>What Payments tells the others.</summary>
public sealed class PaymentsAnnouncements : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        PaymentStarted e => [new ChargeProvider(e.Payment, e.Order)],
        PaymentPromised e => [new PaymentAuthorized(e.Payment, e.Order, e.Amount, e.Provider, e.Method, e.Until)],
        CaptureAsked e => [new CaptureAtProvider(e.Payment, e.Order, e.Amount)],
        MoneyCaptured e => [new PaymentCaptured(e.Payment, e.Order, e.Amount, e.Provider, e.Method)],
        PaymentDeclined e => [new PaymentFailed(e.Payment, e.Order, e.Buyer, e.Number, e.Code, e.Retryable)],
        PaymentEnded e => [new PaymentClosed(e.Payment, e.Order, e.Status == PaymentStatus.Expired ? "EXPIRED" : "CANCELLED")],
        OrderCovered e => [new OrderPaid(e.Order, e.Buyer, e.Number, [e.Payment], e.Amount) { OnDelivery = e.OnDelivery }],
        CollectionExpired e => [new PaymentExpired(e.Order)],
        CollectionDelayed e => [new PaymentPending(e.Order, e.Until)],
        DisputeOpened e => [new ChargebackOpened(e.Payment, e.Order, e.Amount)],
        DisputeDecided e => [new ChargebackClosed(e.Payment, e.Order, e.Amount, e.Won ? "won" : "lost")],
        MismatchFound e => [new ReconciliationMismatch(e.Mismatch, e.Kind, e.Reference, e.Expected, e.Actual)],
        SettlementReleased e => [new EscrowReleased(e.SellerOrder, e.Shop, e.Available, e.Reserved)],
        _ => OfRefunds(happened),
    };

    private static IEnumerable<IMessage> OfRefunds(IDomainEvent happened) => happened switch
    {
        RefundApproved e => [new RefundRequested(e.Refund, e.Order, e.SellerOrder, e.Cause, e.Amount)],
        RefundDispatched e => [new RefundAtProvider(e.Refund, e.Payment)],
        RefundPaid e =>
        [
            new RefundSucceeded(
                e.Refund, e.Order, e.SellerOrder, e.Buyer, e.Number, e.Cause,
                [.. e.Lines.Select(l => new LineUnits(l.Line, l.Offer, l.Quantity))], e.Amount),
        ],
        RefundDelayed e => [new RefundStalled(e.Refund, e.Payment, e.Tries)],
        RefundAbandoned e => [new RefundFailed(e.Refund, e.Order, e.Cause, e.Code)],
        DebtIncurred e => [new BalanceNegative(e.Shop, e.Owed, e.Cause)],
        ProviderSpoke e => WebhookAnnouncements.Of(e),
        ProviderSpokeOfStranger e => [new WebhookUnmatched(e.Event, e.Provider)],
        CashFellDue e => [new CashDue(e.Shipment, e.SellerOrder, e.Order, e.Amount)],
        CashCounted e => [new CashHandedIn(e.HandIn, e.Holder, e.Amount)],
        _ => PayoutAnnouncements.Of(happened),
    };
}
