using FsCheck;
using FsCheck.Fluent;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class OrderPaymentSagaTests
{
    private static readonly OrderId Order = new(Sample.Id(1));
    private static readonly DateTimeOffset PayBy = Sample.Noon.AddMinutes(30);
    private static readonly OrderPaymentSaga Saga = new();

    private static readonly OrderCreated Created = new(
        Order, "260302-ABCDEFGH", Sample.Buyer, Sample.Uzs(5000), PayBy, new PaymentChoice("sandbox", "card", null), []);

    private static readonly OrderPaid Paid = new(Order, Sample.Buyer, "260302-ABCDEFGH", [], Sample.Uzs(5000));
    private static readonly PaymentDeadline Deadline = new(Order, PayBy);
    private static readonly PaymentPending Pending = new(Order, PayBy.AddHours(2));
    private static readonly OrderCancelled Left = new(Order, Sample.Buyer, "260302-ABCDEFGH", "buyer", false);

    [Fact]
    public void An_order_is_collected_until_its_deadline()
    {
        var step = Saga.React(null, Created)!;

        Assert.IsType<CollectPayment>(Assert.Single(step.Sends));
        Assert.Equal(PayBy, Assert.Single(step.Wakes).At);
    }

    [Fact]
    public void A_covered_order_takes_its_stock_and_only_then_opens()
    {
        Assert.Equal([new CommitStock(Order)], Last(Created, Paid).Sends);
        Assert.Equal([new ConfirmPaid(Order)], Last(Created, Paid, new StockCommitted(Order)).Sends);
    }

    [Fact]
    public void Stock_that_is_gone_after_payment_sends_the_money_back() =>
        Assert.Equal<IMessage>(
            [new RefundOrder(Order, "stock_short"), new GiveUpOrder(Order, "stock_short")],
            Last(Created, Paid, new StockShort(Order)).Sends);

    [Fact]
    public void At_the_deadline_the_provider_is_asked_before_anything_is_given_up()
    {
        Assert.Equal([new ExpirePayment(Order)], Last(Created, Deadline).Sends);
        Assert.Equal<IMessage>(
            [new ReleaseStock(Order), new GiveUpOrder(Order, "payment_expired")],
            Last(Created, Deadline, new PaymentExpired(Order)).Sends);
    }

    [Fact]
    public void A_pending_payment_extends_deadline_and_hold_and_the_old_timer_means_nothing()
    {
        var step = Last(Created, Pending);

        Assert.Equal([new ExtendHold(Order, PayBy.AddHours(2) + OrderPaymentSaga.HoldSlack)], step.Sends);
        Assert.Null(Saga.React(step.State, Deadline));
        Assert.NotNull(Saga.React(step.State, new PaymentDeadline(Order, PayBy.AddHours(2))));
    }

    [Fact]
    public void A_buyer_who_leaves_before_paying_gives_payment_and_stock_back() =>
        Assert.Equal<IMessage>([new AbandonPayment(Order, "buyer"), new ReleaseStock(Order)], Last(Created, Left).Sends);

    [Fact]
    public void A_buyer_who_leaves_while_the_stock_is_taken_is_left_to_the_order() =>
        Assert.Equal([new ConfirmPaid(Order)], Last(Created, Paid, Left, new StockCommitted(Order)).Sends);

    [Fact]
    public void Late_money_revives_the_order_when_the_stock_is_still_there() =>
        Assert.Equal([new ConfirmPaid(Order)],
            Last(Created, Deadline, new PaymentExpired(Order), Paid, new StockCommitted(Order)).Sends);

    [Fact]
    public void Late_money_is_refunded_when_the_stock_is_gone() =>
        Assert.Equal([new RefundOrder(Order, "late_payment")],
            Last(Created, Deadline, new PaymentExpired(Order), Paid, new StockShort(Order)).Sends);

    [Fact]
    public void Money_that_is_too_late_is_refunded() =>
        Assert.Equal([new RefundOrder(Order, "late_payment")],
            Last(Created, Deadline, new PaymentExpired(Order), new LateMoneyOver(Order), Paid).Sends);

    [Fact]
    public void An_unanswered_question_is_asked_again()
    {
        Assert.Equal([new ExpirePayment(Order)], Last(Created, Deadline, new PaymentAnswerLate(Order)).Sends);
        Assert.Equal([new CommitStock(Order)], Last(Created, Paid, new PaymentAnswerLate(Order)).Sends);
    }

    [Fact]
    public void A_repeated_payment_is_ignored() => Assert.Null(Saga.React(Last(Created, Paid).State, Paid));

    [Fact]
    public void Any_order_and_repetition_of_messages_ends_in_a_named_phase_with_one_outcome() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(40));

    private static bool Holds(byte[] moves)
    {
        IMessage[] news =
        [
            Created, Paid, Deadline, Pending, Left, new PaymentExpired(Order), new StockCommitted(Order),
            new StockShort(Order),
            new PaymentAnswerLate(Order), new LateMoneyOver(Order), new PaymentDeadline(Order, Pending.Until),
        ];
        var state = Saga.React(null, Created)!.State;
        var sent = new List<IMessage>();
        foreach (var move in moves)
        {
            if (Saga.React(state, news[move % news.Length]) is not { } step) continue;
            if (state.Phase is OrderPaymentPhase.Settled && step.Sends.Count > 0) return false;
            if (step.Sends.OfType<ReleaseStock>().Any() && step.Sends.OfType<CommitStock>().Any()) return false;
            sent.AddRange(step.Sends);
            state = step.State;
        }

        return Enum.IsDefined(state.Phase) && sent.OfType<ReleaseStock>().Count() <= 1 && sent.OfType<ConfirmPaid>()
            .Count() <= 1
            && sent.OfType<RefundOrder>()
                .Count() <= 1 && !(sent.OfType<ConfirmPaid>().Any() && sent.OfType<RefundOrder>().Any())
            && OnlyTheRevivedTakeStockAfterReleasing(sent);
    }

    private static bool OnlyTheRevivedTakeStockAfterReleasing(List<IMessage> sent)
    {
        var released = sent.FindIndex(m => m is ReleaseStock);
        if (released < 0) return true;
        return sent.FindIndex(m => m is CommitStock) is var first && (first < 0 || first > released)
            && (first < 0 || sent.OfType<GiveUpOrder>().Any(g => g.Reason == "payment_expired"));
    }

    private static Application.Step<OrderPaymentState> Last(params IMessage[] news)
    {
        Application.Step<OrderPaymentState>? step = null;
        foreach (var message in news) step = Saga.React(step?.State, message) ?? step;
        return step!;
    }
}
