using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class OrderDeliveryTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;

    [Fact]
    public void Delivered_means_every_live_unit_of_every_parcel()
    {
        var order = Sample.In(SellerOrderState.Ready);
        order.ParcelMoved(Sample.Part(0), Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        Assert.True(order.Parts[0].PartiallyShipped);

        order.ParcelDelivered(Sample.Part(0), Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        Assert.Equal(SellerOrderState.Shipped, Sample.StateOf(order));

        order.ParcelDelivered(Sample.Part(0), Sample.Parcel(2, 1), Sample.Timers, Noon, Noon);
        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
        Assert.Equal(2, Sample.Events<ParcelSent>(order).Count);
    }

    [Fact]
    public void News_told_twice_change_nothing()
    {
        var order = Sample.In(SellerOrderState.Delivered);
        order.TakeEvents();
        order.TakeChanges();

        order.ParcelDelivered(Sample.Part(0), Sample.Parcel(1, 2), Sample.Timers, Noon, Noon);
        order.ParcelMoved(Sample.Part(0), Sample.Parcel(1, 2), Sample.Timers, Noon, Noon);
        order.ConfirmPaid(Sample.Timers, Noon);

        Assert.Empty(order.TakeEvents());
        Assert.Empty(order.TakeChanges());
    }

    [Fact]
    public void One_lost_parcel_of_two_is_paid_back_and_the_part_is_delivered_with_the_other()
    {
        var order = Sample.In(SellerOrderState.Ready);
        order.ParcelMoved(Sample.Part(0), Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        order.ParcelMoved(Sample.Part(0), Sample.Parcel(2, 1), Sample.Timers, Noon, Noon);
        order.ParcelDelivered(Sample.Part(0), Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);
        order.TakeEvents();

        order.ParcelFailed(Sample.Part(0), Sample.Parcel(2, 1, ParcelState.Lost), Sample.Timers, Noon);

        var events = order.TakeEvents();
        Assert.Equal(1, Assert.Single(events.OfType<ParcelAbandoned>()).Lines.Single().Quantity);
        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
    }

    [Fact]
    public void A_lost_parcel_with_everything_in_it_cancels_the_part_and_pays_delivery_back()
    {
        var order = Sample.In(SellerOrderState.Shipped);
        order.TakeEvents();

        order.ParcelFailed(Sample.Part(0), Sample.Parcel(1, 2, ParcelState.Lost), Sample.Timers, Noon);

        var cancelled = Assert.Single(Sample.Events<PartCancelled>(order));
        Assert.Equal(("lost", 2, (StockFate?)null), (cancelled.Reason, cancelled.Lines.Count, cancelled.Fate));
    }

    [Fact]
    public void A_hold_stops_completion_and_its_end_lets_the_overdue_part_complete()
    {
        var order = Sample.In(SellerOrderState.Delivered);
        var hold = new Hold("dispute", Sample.Id(50));
        order.PutHold(Sample.Part(0), hold, Noon);

        order.TimeOut(Sample.Part(0), SellerOrderTimer.Confirmation, Sample.Timers, Noon.AddDays(3));
        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
        Assert.True(order.ConfirmReceipt(null, true, Sample.Timers, Noon).Failed(out var error));
        Assert.Equal(ErrorKind.Held, error.Kind);

        order.LiftHold(Sample.Part(0), hold, Noon.AddDays(4));
        Assert.Equal((SellerOrderState.Completed, OrderStatus.Completed), (Sample.StateOf(order), order.Status));
    }

    [Fact]
    public void A_silent_carrier_makes_the_buyer_be_asked_and_yes_means_delivered()
    {
        var order = Sample.In(SellerOrderState.Shipped);
        Assert.False(order.ConfirmReceipt(null, true, Sample.Timers, Noon).IsOk);

        order.TimeOut(Sample.Part(0), SellerOrderTimer.Silence, Sample.Timers, Noon.AddDays(14));
        Assert.Single(Sample.Events<ReceiptAsked>(order));
        Assert.True(order.ConfirmReceipt(null, false, Sample.Timers, Noon.AddDays(15)).IsOk);
        Assert.Equal("manual", Assert.Single(order.Parts[0].Holds).Kind);

        Assert.True(order.ConfirmReceipt(null, true, Sample.Timers, Noon.AddDays(16)).IsOk);
        Assert.Equal(SellerOrderState.Delivered, Sample.StateOf(order));
        Assert.Empty(order.Parts[0].Holds);
    }

    [Fact]
    public void News_of_the_carrier_count_the_silence_anew()
    {
        var order = Sample.In(SellerOrderState.Shipped);
        order.ParcelMoved(Sample.Part(0), Sample.Parcel(1, 2), Sample.Timers, Noon.AddDays(10), Noon.AddDays(10));
        order.TakeEvents();

        order.TimeOut(Sample.Part(0), SellerOrderTimer.Silence, Sample.Timers, Noon.AddDays(14));

        Assert.Equal(Noon.AddDays(24), Assert.Single(Sample.Events<CarrierWaitRenewed>(order)).AskAt);
        Assert.Null(order.Parts[0].AskedAt);
    }

    [Fact]
    public void Returned_units_are_counted_and_the_last_one_returns_the_part()
    {
        var order = Sample.In(SellerOrderState.Completed);
        order.UnitsReturned(Sample.Part(0), [new Units(1, 1)], Noon);
        Assert.Equal((SellerOrderState.Completed, 1), (Sample.StateOf(order), order.Parts[0].Lines[1].Returned));

        order.UnitsReturned(Sample.Part(0), [new Units(1, 1)], Noon);

        Assert.Equal((SellerOrderState.Returned, OrderStatus.Returned), (Sample.StateOf(order), order.Status));
        Assert.False(order.UnitsReturned(Sample.Part(0), [new Units(1, 1)], Noon).IsOk);
    }

    [Fact]
    public void Refunds_are_counted_for_part_and_order_and_never_exceed_what_was_paid()
    {
        var order = Sample.In(SellerOrderState.Completed);

        order.Refund(Sample.Part(0), Sample.Uzs(1000), Noon);
        order.Refund(null, Sample.Uzs(9_999_999), Noon);

        Assert.Equal((1000, order.Total), (order.Parts[0].Refunded.Minor, order.Refunded));
    }
}
