using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Unit.Payments;

public sealed class PaymentSagaTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly PaymentId Payment = PaymentId.New(At);
    private static readonly OrderId Order = OrderId.New(At);
    private static readonly Money Amount = new(100, Currency.Rub);
    private static readonly PaymentAuthorized Promised = new(Payment, Order, Amount, "sandbox", "card", At.AddDays(7));

    [Fact]
    public void A_promise_is_captured_a_day_before_it_ends()
    {
        var begun = new CaptureSaga().React(null, Promised)!;
        var due = new CaptureSaga().React(begun.State, new PromiseEnding(Payment))!;

        Assert.Equal(At.AddDays(6), begun.Wakes.Single().At);
        Assert.Equal([new CaptureNow(Payment, Order)], due.Sends);
    }

    [Fact]
    public void A_captured_promise_needs_no_reminder()
    {
        var begun = new CaptureSaga().React(null, Promised)!.State;
        var over = new CaptureSaga().React(begun, new PaymentCaptured(Payment, Order, Amount, "sandbox", "card"))!.State;

        Assert.Null(new CaptureSaga().React(over, new PromiseEnding(Payment)));
    }

    [Fact]
    public void A_refund_is_asked_again_less_and_less_often()
    {
        var refund = RefundId.New(At);
        var first = new RefundSaga().React(null, new RefundStalled(refund, Payment, 1))!;
        var asked = new RefundSaga().React(first.State, new RefundPauseOver(refund))!;
        var second = new RefundSaga().React(asked.State, new RefundStalled(refund, Payment, 2))!;

        Assert.Equal([new ResendRefund(refund)], asked.Sends);
        Assert.True(second.Wakes.Single().After > first.Wakes.Single().After);
        Assert.Null(new RefundSaga().React(first.State, new RefundStalled(refund, Payment, 2)));
    }
}
