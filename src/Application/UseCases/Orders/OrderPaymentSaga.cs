using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using static Marketplace.Application.Orders.OrderPaymentPhase;

namespace Marketplace.Application.Orders;

/// <summary>Where the payment of an order stands.</summary>
public enum OrderPaymentPhase
{
    /// <summary>Payments collects until the deadline.</summary>
    Collecting,

    /// <summary>The deadline passed; the provider is asked what became of the money.</summary>
    Expiring,

    /// <summary>Covered; the held stock is being taken.</summary>
    Settling,

    /// <summary>Paid and taken.</summary>
    Settled,

    /// <summary>Given up by the deadline; late money may still revive the order.</summary>
    Abandoned,

    /// <summary>Late money came; stock decides.</summary>
    Reviving,

    /// <summary>Money came but the goods are gone: everything goes back.</summary>
    Refunded,

    /// <summary>The buyer called the order off before it was paid.</summary>
    CalledOff,

    /// <summary>Too late even for late money.</summary>
    Closed,
}

/// <summary>The payment of one order.</summary>
/// <param name="Deadline">Payment deadline, extended while the provider says pending.</param>
public sealed record OrderPaymentState(OrderId Order, OrderPaymentPhase Phase, DateTimeOffset Deadline, TimeSpan LateMoney);

/// <summary>The payment deadline passed; stale when the deadline was extended meanwhile.</summary>
[Message("timer.payment-deadline")]
public sealed record PaymentDeadline(OrderId Order, DateTimeOffset At) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>No answer to a question of the saga: it is asked again.</summary>
[Message("timer.payment-answer-late")]
public sealed record PaymentAnswerLate(OrderId Order) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Late money is no longer welcome.</summary>
[Message("timer.late-money-over")]
public sealed record LateMoneyOver(OrderId Order) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Sees a placed order to its money: paid and the stock taken, or cancelled and everything handed back.</summary>
public sealed class OrderPaymentSaga : Saga<OrderPaymentState, OrderPaymentPhase>
{
    /// <summary>
    /// Stock stays held a little longer than the buyer may pay, so that money of the last second finds it.
    /// </summary>
    public static readonly TimeSpan HoldSlack = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Writes the table of moves.</summary>
    public OrderPaymentSaga() : base(state => state.Phase)
    {
        Start<OrderCreated>(e => To(new OrderPaymentState(e.Order, Collecting, e.PayBy, e.LateMoney))
            .Send(new CollectPayment(e.Order, e.Number, e.Buyer, e.Total, e.PayBy, e.Payment, e.SellerOrders))
            .Wake(e.PayBy, new PaymentDeadline(e.Order, e.PayBy)));

        Collect();
        Settle();
        GiveUp();
        End(Settled, Refunded, CalledOff, Closed);
    }

    private void Collect()
    {
        When<OrderPaid>(Collecting, (s, _) => Take(s, Settling));
        When<PaymentPending>(Collecting, Extend);
        When<OrderCancelled>(Collecting, CallOff);

        // Before giving up the provider is asked, and only its answer ends the wait.
        When<PaymentDeadline>(Collecting, (s, due) => due.At < s.Deadline
            ? null
            : Ask(To(s with { Phase = Expiring }), new ExpirePayment(s.Order)));
        When<PaymentAnswerLate>(Expiring, (s, _) => Ask(To(s), new ExpirePayment(s.Order)));
        When<OrderPaid>(Expiring, (s, _) => Take(s, Settling));
        When<PaymentPending>(Expiring, Extend);
        When<OrderCancelled>(Expiring, CallOff);
        When<PaymentExpired>(Collecting, (s, _) => Abandon(s));
        When<PaymentExpired>(Expiring, (s, _) => Abandon(s));
    }

    private void Settle()
    {
        // The order itself knows whether the buyer called it off meanwhile and then sends money and stock back.
        When<StockCommitted>(Settling, (s, _) => To(s with { Phase = Settled }).Send(new ConfirmPaid(s.Order)));
        When<StockShort>(Settling, (s, _) => To(s with { Phase = Refunded })
            .Send(new RefundOrder(s.Order, "stock_short"))
            .Send(new GiveUpOrder(s.Order, "stock_short")));
        When<PaymentAnswerLate>(Settling, (s, _) => Ask(To(s), new CommitStock(s.Order)));
    }

    private void GiveUp()
    {
        // Late money: the goods may be sold by now, so stock decides between reviving and refunding.
        When<OrderPaid>(Abandoned, (s, _) => Take(s, Reviving));
        When<LateMoneyOver>(Abandoned, (s, _) => To(s with { Phase = Closed }));
        When<StockCommitted>(Reviving, (s, _) => To(s with { Phase = Settled }).Send(new ConfirmPaid(s.Order)));
        When<StockShort>(
            Reviving, (s, _) => To(s with { Phase = Refunded }).Send(new RefundOrder(s.Order, "late_payment")));
        When<PaymentAnswerLate>(Reviving, (s, _) => Ask(To(s), new CommitStock(s.Order)));
        When<OrderPaid>(Closed, (s, _) => To(s with { Phase = Refunded }).Send(new RefundOrder(s.Order, "late_payment")));
    }

    private static Step<OrderPaymentState> Take(OrderPaymentState s, OrderPaymentPhase phase) =>
        Ask(To(s with { Phase = phase }), new CommitStock(s.Order));

    private static Step<OrderPaymentState> Ask(Step<OrderPaymentState> step, ICommand question) =>
        step.Send(question).Wake(Patience, new PaymentAnswerLate(step.State.Order));

    private static Step<OrderPaymentState> Extend(OrderPaymentState s, PaymentPending e)
    {
        // From Expiring the deadline is over: the new one counts even when it is the old one.
        var until = e.Until > s.Deadline ? e.Until : s.Deadline;
        return To(s with { Phase = Collecting, Deadline = until })
            .Send(new ExtendHold(s.Order, until + HoldSlack))
            .Wake(until, new PaymentDeadline(s.Order, until));
    }

    private static Step<OrderPaymentState> Abandon(OrderPaymentState s) => To(s with { Phase = Abandoned })
        .Send(new ReleaseStock(s.Order))
        .Send(new GiveUpOrder(s.Order, "payment_expired"))
        .Wake(s.LateMoney, new LateMoneyOver(s.Order));

    // An order cancelled after it was covered is refunded part by part; only an unpaid one has a payment to abandon.
    private static Step<OrderPaymentState>? CallOff(OrderPaymentState s, OrderCancelled e) => e.WasPaid
        ? null
        : To(s with { Phase = CalledOff }).Send(new AbandonPayment(s.Order, e.Reason)).Send(new ReleaseStock(s.Order));
}
