using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

/// <summary>A part that is being sent is not cancelled by its buyer alone: the seller is asked.</summary>
public sealed class CancelRequestTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;
    private static readonly SellerOrderId Part = Sample.Part(0);

    [Fact]
    public void Before_a_label_an_accepted_part_is_cancelled_at_once()
    {
        var order = Sample.In(SellerOrderState.Processing);

        Assert.True(order.CancelByBuyer(null, Sample.Timers, Noon).IsOk);

        Assert.Equal(SellerOrderState.Cancelled, Sample.StateOf(order));
        Assert.Null(order.Parts[0].CancelRequest);
    }

    [Theory]
    [InlineData(SellerOrderState.Processing)]
    [InlineData(SellerOrderState.Ready)]
    public void Once_it_is_labelled_or_packed_the_seller_is_asked_and_has_a_day(SellerOrderState state)
    {
        var order = BeingSent(state);

        Assert.True(order.CancelByBuyer(Part, Sample.Timers, Noon, "Found it cheaper").IsOk);

        Assert.Equal(state, Sample.StateOf(order));
        Assert.Equal(
            new CancelRequest(Noon, Noon.AddHours(24), CancelAnswer.Open, "Found it cheaper"), order.Parts[0].CancelRequest);
        Assert.Equal(Noon.AddHours(24), Assert.Single(Sample.Events<PartCancelRequested>(order)).AnswerBy);
    }

    [Fact]
    public void A_kitchen_is_at_work_from_acceptance_on_and_answers_in_minutes()
    {
        var order = Sample.PlacedFood();
        order.ConfirmPaid(Sample.Timers, Noon);
        order.Accept(Part, Sample.Timers, Noon);

        order.CancelByBuyer(null, Sample.Timers, Noon);

        Assert.Equal(SellerOrderState.Processing, Sample.StateOf(order));
        Assert.Equal(Noon.AddMinutes(5), order.Parts[0].CancelRequest!.AnswerBy);
    }

    [Fact]
    public void Asking_twice_changes_nothing_and_asking_after_a_refusal_is_refused()
    {
        var order = Asked();
        Assert.True(order.CancelByBuyer(null, Sample.Timers, Noon.AddHours(1)).IsOk);
        Assert.Empty(order.TakeChanges());

        Assert.True(order.AnswerCancel(Part, agree: false, true, "It is in the van", Noon).IsOk);

        Assert.True(order.CancelByBuyer(null, Sample.Timers, Noon).Failed(out var error));
        Assert.Equal("cancellation-refused", error.Code);
        Assert.Equal((SellerOrderState.Ready, "It is in the van"), (Sample.StateOf(order), order.Parts[0].CancelRequest!.Note));
    }

    [Theory]
    [InlineData(true, StockFate.Restock)]
    [InlineData(false, StockFate.WriteOff)]
    public void Agreed_means_cancelled_as_by_the_buyer_and_the_seller_chooses_what_becomes_of_the_goods(
        bool restock, StockFate fate)
    {
        var order = Asked();

        Assert.True(order.AnswerCancel(Part, agree: true, restock, null, Noon.AddHours(2)).IsOk);

        var events = order.TakeEvents();
        var cancelled = Assert.Single(events.OfType<PartCancelled>());
        Assert.Equal(("buyer", fate, true), (cancelled.Reason, cancelled.Fate, cancelled.WasPaid));
        Assert.Equal(CancelAnswer.Agreed, Assert.Single(events.OfType<PartCancelAnswered>()).Answer);
        Assert.Equal(("buyer", OrderStatus.Cancelled), (order.CancelReason, order.Status));
    }

    [Fact]
    public void Silence_counts_for_the_buyer_but_not_before_the_deadline()
    {
        var order = Asked();

        order.TimeOut(Part, SellerOrderTimer.CancelAnswer, Sample.Timers, Noon.AddHours(23));
        Assert.Equal(SellerOrderState.Ready, Sample.StateOf(order));

        order.TimeOut(Part, SellerOrderTimer.CancelAnswer, Sample.Timers, Noon.AddHours(24));
        Assert.Equal(SellerOrderState.Cancelled, Sample.StateOf(order));
        Assert.Equal(CancelAnswer.Lapsed, order.Parts[0].CancelRequest!.Answer);
        Assert.Equal("cancel-answer-timeout", order.TakeChanges().First(c => c.Machine == "seller-order").Event);
    }

    [Fact]
    public void Goods_that_left_overtake_the_question()
    {
        var order = Asked();

        order.ParcelMoved(Part, Sample.Parcel(1, 2), Sample.Timers, Noon, Noon.AddHours(1));
        order.TimeOut(Part, SellerOrderTimer.CancelAnswer, Sample.Timers, Noon.AddHours(25));

        Assert.Equal(SellerOrderState.Shipped, Sample.StateOf(order));
        Assert.Equal(CancelAnswer.Overtaken, order.Parts[0].CancelRequest!.Answer);
        Assert.True(order.AnswerCancel(Part, true, true, null, Noon).Failed(out var error));
        Assert.Equal("invalid-transition", error.Code);
    }

    [Fact]
    public void A_seller_who_cancels_what_the_buyer_asked_to_cancel_is_not_to_blame()
    {
        var order = Asked();

        order.CancelBySeller(Part, true, Noon);

        Assert.Equal(("buyer", CancelAnswer.Agreed), (order.Parts[0].CancelReason, order.Parts[0].CancelRequest!.Answer));
    }

    [Fact]
    public void Nobody_answers_what_was_not_asked()
    {
        Assert.True(BeingSent(SellerOrderState.Ready).AnswerCancel(Part, true, true, null, Noon).Failed(out var error));
        Assert.Equal("no-cancel-request", error.Code);
    }

    [Fact]
    public void Of_a_whole_order_what_is_not_being_sent_is_cancelled_and_the_rest_is_asked()
    {
        var order = Sample.Placed([1], [1]);
        order.ConfirmPaid(Sample.Timers, Noon);
        order.Accept(Part, Sample.Timers, Noon);
        order.Pack(Part, Noon);

        Assert.True(order.CancelByBuyer(null, Sample.Timers, Noon).IsOk);

        Assert.Equal(
            (SellerOrderState.Ready, SellerOrderState.Cancelled, CancelAnswer.Open),
            (Sample.StateOf(order), Sample.StateOf(order, 1), order.Parts[0].CancelRequest!.Answer));
    }

    private static Order BeingSent(SellerOrderState state)
    {
        var order = Sample.In(state);
        if (state == SellerOrderState.Processing) order.ParcelLabelled(Part, Sample.Parcel(1, 2), Noon, Noon);
        return order;
    }

    private static Order Asked()
    {
        var order = BeingSent(SellerOrderState.Ready);
        order.CancelByBuyer(null, Sample.Timers, Noon);
        order.TakeEvents();
        order.TakeChanges();
        return order;
    }
}
