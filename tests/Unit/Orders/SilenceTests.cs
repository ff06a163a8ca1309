using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

/// <summary>Carriers that say nothing for too long, and parts of which only some parcels left.</summary>
public sealed class SilenceTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;
    private static readonly SellerOrderId Part = Sample.Part(0);

    [Fact]
    public void Only_the_silent_parcel_is_asked_for_and_the_other_is_waited_for()
    {
        var order = TwoParcels();
        Move(order, 2, day: 10);
        order.TakeEvents();

        Silence(order, day: 14);

        Assert.Equal([true, false], order.Parts[0].Parcels.OrderBy(p => p.Shipment.Value).Select(p => p.Asked));
        var events = order.TakeEvents();
        Assert.Single(events.OfType<ReceiptAsked>());
        Assert.Equal(Noon.AddDays(24), Assert.Single(events.OfType<CarrierWaitRenewed>()).AskAt);

        Silence(order, day: 24);
        Assert.All(order.Parts[0].Parcels, p => Assert.True(p.Asked));
    }

    [Fact]
    public void Yes_means_that_what_was_asked_for_arrived_and_no_more()
    {
        var order = TwoParcels();
        Move(order, 2, day: 10);
        Silence(order, day: 14);

        Assert.True(order.ConfirmReceipt(Part, true, Sample.Timers, Noon.AddDays(15)).IsOk);

        Assert.Equal((SellerOrderState.Shipped, null), (Sample.StateOf(order), order.Parts[0].AskedAt));
        order.ParcelDelivered(Part, Sample.Parcel(2, 1), Sample.Timers, Noon.AddDays(16), Noon.AddDays(16));
        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
    }

    [Fact]
    public void No_is_in_the_history_holds_the_money_and_tells_support_once()
    {
        var order = AskedForAll();

        Assert.True(order.ConfirmReceipt(null, false, Sample.Timers, Noon.AddDays(15)).IsOk);
        Assert.True(order.ConfirmReceipt(null, false, Sample.Timers, Noon.AddDays(16)).IsOk);

        Assert.Single(Sample.Events<ReceiptDenied>(order));
        Assert.Equal("manual", Assert.Single(order.Parts[0].Holds).Kind);
        Assert.Equal(["deny-receipt", "hold"], order.TakeChanges().Where(c => c.Machine == "seller-order").Select(c => c.Event));
    }

    [Fact]
    public void Support_that_finds_the_goods_delivered_ends_the_hold_and_the_buyer_may_still_object()
    {
        var order = AskedForAll();
        order.ConfirmReceipt(null, false, Sample.Timers, Noon.AddDays(15));

        Assert.True(order.SettleArrival(Part, "Signed at the door", Sample.Timers, Noon.AddDays(17)).IsOk);

        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
        Assert.Empty(order.Parts[0].Holds);
        Assert.Equal(Noon.AddDays(19), order.Parts[0].ConfirmBy);
        Assert.Contains(order.TakeChanges(), c => c is { Event: "deliver", Reason: "Signed at the door" });
    }

    [Fact]
    public void Support_settles_nothing_that_was_not_asked()
    {
        Assert.True(TwoParcels().SettleArrival(Part, "x", Sample.Timers, Noon).Failed(out var error));
        Assert.Equal("receipt-not-asked", error.Code);
    }

    [Fact]
    public void A_parcel_declared_lost_after_no_pays_back_and_ends_the_hold()
    {
        var order = AskedForAll();
        order.ConfirmReceipt(null, false, Sample.Timers, Noon.AddDays(15));

        order.ParcelFailed(Part, Sample.Parcel(1, 1, ParcelState.Lost), Sample.Timers, Noon.AddDays(18));
        Assert.NotEmpty(order.Parts[0].Holds);
        order.ParcelFailed(Part, Sample.Parcel(2, 1, ParcelState.Lost), Sample.Timers, Noon.AddDays(18));

        Assert.Equal((SellerOrderState.Cancelled, "lost"), (Sample.StateOf(order), order.Parts[0].CancelReason));
        Assert.Empty(order.Parts[0].Holds);
    }

    [Fact]
    public void News_after_the_question_take_it_back_and_silence_is_counted_anew()
    {
        var order = AskedForAll();

        Move(order, 1, day: 20);
        Assert.NotNull(order.Parts[0].AskedAt);
        Assert.Equal(Noon.AddDays(34), Assert.Single(Sample.Events<CarrierWaitRenewed>(order)).AskAt);
        Move(order, 2, day: 21);

        Assert.Null(order.Parts[0].AskedAt);
        Assert.Empty(Sample.Events<CarrierWaitRenewed>(order));
        Assert.False(order.ConfirmReceipt(null, true, Sample.Timers, Noon.AddDays(21)).IsOk);
    }

    [Fact]
    public void Units_that_did_not_leave_by_the_deadline_are_paid_back_and_the_rest_travels_on()
    {
        var order = Sample.In(SellerOrderState.Ready);
        order.ParcelMoved(Part, Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        order.ParcelLabelled(Part, Sample.Parcel(2, 1), Noon, Noon);
        order.TakeEvents();
        Assert.True(order.Parts[0].PartiallyShipped);

        order.TimeOut(Part, SellerOrderTimer.Shipment, Sample.Timers, Noon.AddDays(1));
        Assert.Empty(Sample.Events<PartLinesDeclined>(order));
        order.TimeOut(Part, SellerOrderTimer.Shipment, Sample.Timers, Noon.AddDays(4));
        order.TimeOut(Part, SellerOrderTimer.Shipment, Sample.Timers, Noon.AddDays(4));

        var declined = Assert.Single(Sample.Events<PartLinesDeclined>(order));
        Assert.Equal(("not_shipped", 1), (declined.Reason, declined.Lines.Single().Quantity));
        Assert.NotEqual(Part.Value, declined.Decline);
        Assert.Equal((SellerOrderState.Shipped, false), (Sample.StateOf(order), order.Parts[0].PartiallyShipped));
        order.ParcelDelivered(Part, Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
    }

    [Fact]
    public void A_part_whose_sent_parcels_arrived_is_delivered_when_the_rest_is_given_up()
    {
        var order = Sample.In(SellerOrderState.Ready);
        order.ParcelDelivered(Part, Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        Assert.Equal(SellerOrderState.Shipped, Sample.StateOf(order));

        order.TimeOut(Part, SellerOrderTimer.Shipment, Sample.Timers, Noon.AddDays(4));

        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
    }

    [Fact]
    public void A_person_lifts_holds_by_kind_and_an_overdue_part_completes()
    {
        var order = Sample.In(SellerOrderState.Delivered);
        order.PutHold(Part, new Hold("risk", Sample.Id(60)), Noon, "Stolen card?");
        order.PutHold(Part, new Hold("return", Sample.Id(61)), Noon);

        Assert.True(order.LiftHolds(Part, "risk", "Cleared", Noon.AddDays(3)).IsOk);
        Assert.Equal((SellerOrderState.Delivered, "return"), (Sample.StateOf(order), order.Parts[0].Holds.Single().Kind));
        Assert.True(order.LiftHolds(Part, "manual", "None", Noon).Failed(out var error));
        Assert.Equal("no-such-hold", error.Code);

        order.LiftHold(Part, new Hold("return", Sample.Id(61)), Noon.AddDays(3));
        Assert.Equal(SellerOrderState.Completed, Sample.StateOf(order));
        Assert.Contains(order.TakeChanges(), c => c is { Event: "lift-hold", Reason: "risk: Cleared" });
    }

    private static Order TwoParcels()
    {
        var order = Sample.In(SellerOrderState.Ready);
        order.ParcelMoved(Part, Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        order.ParcelMoved(Part, Sample.Parcel(2, 1), Sample.Timers, Noon, Noon);
        order.TakeEvents();
        return order;
    }

    private static Order AskedForAll()
    {
        var order = TwoParcels();
        Silence(order, day: 14);
        order.TakeEvents();
        order.TakeChanges();
        return order;
    }

    private static void Move(Order order, int parcel, int day) =>
        order.ParcelMoved(Part, Sample.Parcel(parcel, 1), Sample.Timers, Noon.AddDays(day), Noon.AddDays(day));

    private static void Silence(Order order, int day) =>
        order.TimeOut(Part, SellerOrderTimer.Silence, Sample.Timers, Noon.AddDays(day));
}
