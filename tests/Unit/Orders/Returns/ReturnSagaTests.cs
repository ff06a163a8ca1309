using FsCheck;
using FsCheck.Fluent;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Unit.Orders.Returns;

public sealed class ReturnSagaTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;
    private static readonly ReturnId Id = ReturnId.New(Noon);
    private static readonly OrderId Order = new(Sample.Id(1));
    private static readonly SellerOrderId Part = Sample.Part(0);
    private static readonly LineUnits[] Lines = [new(1, Sample.Offer(0, 1), 1)];

    private static readonly ReturnRequested Requested = new(
        Id, Part, Order, Sample.Shop(0), Sample.Buyer, Lines, "DEFECT")
    { DecideBy = Noon.AddHours(48) };
    private static readonly ReturnApproved Approved = new(Id, Part, Order, Sample.Buyer) { SendBy = Noon.AddDays(10) };
    private static readonly ReturnSent Sent = new(Id, Part) { ArriveBy = Noon.AddDays(14) };
    private static readonly ReturnReceived Received = new(Id, Part) { InspectBy = Noon.AddHours(72) };
    private static readonly ReturnRefundDue Payable = new(
        Id, Part, Order, Lines, [new StockLineFate(Sample.Offer(0, 1), 1, "RESTOCK")], "return:defect");
    private static readonly RefundSucceeded Refunded = new(
        RefundId.New(Noon), Order, Part, Sample.Buyer, "R1", Id.Value, Lines, new Money(1, Currency.Uzs));

    private readonly ReturnSaga _saga = new();

    public static TheoryData<ReturnPhase, string> Deadlines => new()
    {
        { ReturnPhase.Deciding, nameof(ApproveReturnByTime) }, { ReturnPhase.Sending, nameof(ExpireReturn) },
        { ReturnPhase.Travelling, nameof(ReceiveReturnByTime) }, { ReturnPhase.Inspecting, nameof(AcceptReturnByTime) },
        { ReturnPhase.Refunding, nameof(RefundLines) }, { ReturnPhase.Closing, nameof(CloseReturn) },
    };

    [Fact]
    public void Money_and_goods_follow_the_sellers_decision_once_and_the_refund_closes_the_return()
    {
        var inspecting = After(Requested, Approved, Sent, Received);

        var paying = _saga.React(inspecting, Payable)!;
        var closing = _saga.React(paying.State, Refunded)!;

        Assert.Equal(2, paying.Sends.Count);
        Assert.Contains(new RefundLines(Part, Order, Id.Value, Payable.Lines, "return:defect"), paying.Sends);
        Assert.Contains(new ReturnStock(Order, Id.Value, Payable.Goods), paying.Sends);
        Assert.Equal([new CloseReturn(Id)], closing.Sends);
        Assert.Null(_saga.React(paying.State, Payable));
        Assert.Null(_saga.React(closing.State, Refunded));
        Assert.Equal(ReturnPhase.Over, _saga.React(closing.State, Closed("CLOSED"))!.State.Phase);
    }

    [Fact]
    public void Goods_the_buyer_keeps_do_not_come_back_to_the_stock() =>
        Assert.IsType<RefundLines>(Assert.Single(_saga.React(After(Requested), Payable with { Goods = [] })!.Sends));

    [Theory, MemberData(nameof(Deadlines))]
    public void Every_wait_has_an_end(ReturnPhase phase, string command)
    {
        var waiting = After(
            [.. ((IMessage[])[Requested, Approved, Sent, Received, Payable, Refunded]).Take((int)phase + 1)]);
        Assert.Equal(phase, waiting.Phase);

        var step = _saga.React(waiting, new ReturnDue(Id, phase))!;

        Assert.Equal(command, Assert.Single(step.Sends).GetType().Name);
        Assert.Single(step.Wakes);
        Assert.Null(
            _saga.React(
                waiting, new ReturnDue(Id, phase == ReturnPhase.Deciding ? ReturnPhase.Sending : ReturnPhase.Deciding)));
    }

    [Fact]
    public void Any_order_and_repetition_of_messages_ends_in_a_named_phase_and_pays_at_most_for_one_cause()
    {
        IMessage[] all =
        [
            Requested, Approved, Sent, Received, Payable, Refunded, Closed("CLOSED"), Closed("REJECTED"),
            .. Enum.GetValues<ReturnPhase>().Select(p => new ReturnDue(Id, p)),
        ];
        Prop.ForAll(Gen.Elements(all).ListOf().ToArbitrary(), messages =>
        {
            ReturnProgress? state = null;
            var sent = new List<IMessage>();
            foreach (var message in messages)
            {
                if (_saga.React(state, message) is not { } step) continue;
                state = step.State;
                sent.AddRange(step.Sends);
                if (state.Phase != ReturnPhase.Over && step.Wakes.Count == 0) return false;
            }

            return (state is null || Enum.IsDefined(state.Phase)) && sent.OfType<ReturnStock>().Count() <= 1
                && sent.OfType<RefundLines>().All(r => r.Cause == Id.Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));
    }

    private static ReturnClosed Closed(string outcome) => new(Id, Part, Order, Sample.Buyer, outcome);

    private ReturnProgress After(params IMessage[] messages) =>
        messages.Aggregate((ReturnProgress?)null, (state, message) => _saga.React(state, message)!.State)!;
}
