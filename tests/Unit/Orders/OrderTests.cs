using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class OrderTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;

    [Fact]
    public void A_placed_order_awaits_payment_and_knows_its_total()
    {
        var order = Sample.Placed([2], [1, 3]);

        Assert.Equal(OrderStatus.Confirmed, order.Status);
        Assert.Equal(Sample.Uzs(2 * 500 + 6 * 1000), order.Total);
        Assert.Matches("^260302-[0-9A-HJKMNP-TV-Z]{8}$", order.Number);
        Assert.Single(Sample.Events<OrderPlaced>(order));
        Assert.Equal(3, order.TakeChanges().Count);
    }

    [Theory]
    [InlineData("NEW NEW", "paid")]
    [InlineData("PROCESSING NEW", "processing")]
    [InlineData("SHIPPED PROCESSING", "processing")]
    [InlineData("SHIPPED CANCELLED", "shipped")]
    [InlineData("DELIVERED SHIPPED", "shipped")]
    [InlineData("COMPLETED DELIVERED", "delivered")]
    [InlineData("COMPLETED CANCELLED", "completed")]
    [InlineData("COMPLETED RETURNED", "completed")]
    [InlineData("RETURNED CANCELLED", "returned")]
    [InlineData("CANCELLED CANCELLED", "cancelled")]
    [InlineData("AWAITING_PAYMENT AWAITING_PAYMENT", "confirmed")]
    public void The_status_is_derived_from_the_parts(string parts, string expected)
    {
        var states = parts.Split(' ')
            .Select(p => Enum.GetValues<SellerOrderState>().Single(s => SellerOrderMachine.Text(s) == p)).ToList();

        Assert.Equal(expected, OrderProgress.Text(OrderProgress.Derive(states)));
    }

    [Fact]
    public void An_order_never_goes_back()
    {
        Assert.Equal(OrderStatus.Shipped, OrderProgress.Further(OrderStatus.Shipped, OrderStatus.Processing));
        Assert.Equal(OrderStatus.Cancelled, OrderProgress.Further(OrderStatus.Shipped, OrderStatus.Cancelled));
    }

    [Fact]
    public void Confirmed_is_shown_with_the_synonym_created() =>
        Assert.Equal("CREATED", OrderProgress.Code(OrderStatus.Confirmed));

    [Fact]
    public void A_shop_that_opted_in_accepts_at_once()
    {
        var order = Sample.Placed(autoAccept: true, [1]);

        order.ConfirmPaid(Sample.Timers, Noon);

        Assert.Equal(OrderStatus.Processing, order.Status);
        Assert.Equal(Noon.AddDays(1), order.Parts[0].ShipBy);
        Assert.Equal(Noon.AddDays(1).AddHours(72), order.Parts[0].CancelBy);
    }

    [Fact]
    public void Declined_units_are_named_and_the_rest_lives_on()
    {
        var order = Paid([3, 1]);

        order.Decline(Sample.Part(0), [new Units(1, 2)], "shortage", Sample.Id(9), Noon);

        var declined = Assert.Single(Sample.Events<PartLinesDeclined>(order));
        Assert.Equal([new OfferUnits(1, Sample.Offer(0, 1), 2)], declined.Lines);
        Assert.Equal(StockFate.SetZero, declined.Fate);
        Assert.Equal((SellerOrderState.New, 1), (Sample.StateOf(order), order.Parts[0].Lines[1].Live));
    }

    [Fact]
    public void Declining_what_is_left_cancels_the_part_with_its_delivery()
    {
        var order = Paid([3]);
        order.Decline(Sample.Part(0), [new Units(1, 2)], "other", Sample.Id(9), Noon);
        order.TakeEvents();

        order.Decline(Sample.Part(0), [new Units(1, 1)], "other", Sample.Id(10), Noon);

        var cancelled = Assert.Single(Sample.Events<PartCancelled>(order));
        Assert.Equal([new OfferUnits(0, null, 1), new OfferUnits(1, Sample.Offer(0, 1), 1)], cancelled.Lines);
        Assert.True(cancelled.WasPaid);
        Assert.Equal(("sellers", OrderStatus.Cancelled), (order.CancelReason, order.Status));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(5, 1)]
    public void Units_that_are_not_there_cannot_be_declined(int line, int units)
    {
        var refused = Paid([3]).Decline(Sample.Part(0), [new Units(line, units)], "other", Guid.Empty, Noon);

        Assert.True(refused.Failed(out var error));
        Assert.Equal("units-not-there", error.Code);
    }

    [Fact]
    public void The_address_is_frozen_once_the_parcel_has_a_label()
    {
        var order = Sample.In(SellerOrderState.Processing);
        Assert.True(order.ChangeAddress(Sample.Home, Noon).IsOk);
        Assert.Contains(order.TakeChanges(), c => (c.Machine, c.Event) == ("order", "change-address"));
        order.ParcelLabelled(Sample.Part(0), Sample.Parcel(1, 2), Noon, Noon);

        Assert.True(order.ChangeAddress(Sample.Home, Noon).Failed(out var error));
        Assert.Equal("address-frozen", error.Code);
    }

    [Fact]
    public void A_label_that_was_called_off_opens_the_window_again()
    {
        var order = Sample.In(SellerOrderState.Processing);
        order.ParcelLabelled(Sample.Part(0), Sample.Parcel(1, 2), Noon, Noon);
        order.ParcelCancelled(Sample.Part(0), Sample.Shipment(1), Noon);

        Assert.True(order.CancelByBuyer(null, Sample.Timers, Noon).IsOk);
        Assert.Equal(SellerOrderState.Cancelled, Sample.StateOf(order));
    }

    [Fact]
    public void All_parts_are_cancelled_or_none()
    {
        var order = Paid([1], [1]);
        order.Accept(Sample.Part(0), Sample.Timers, Noon);
        order.ParcelMoved(Sample.Part(0), Sample.Parcel(1, 1), Sample.Timers, Noon, Noon);

        Assert.False(order.CancelByBuyer(null, Sample.Timers, Noon).IsOk);
        Assert.Equal(SellerOrderState.New, Sample.StateOf(order, 1));
        Assert.True(order.CancelByBuyer(Sample.Part(1), Sample.Timers, Noon).IsOk);
    }

    [Fact]
    public void An_unpaid_order_is_cancelled_as_a_whole()
    {
        var order = Sample.Placed([1], [1]);

        Assert.True(order.CancelByBuyer(Sample.Part(0), Sample.Timers, Noon).Failed(out var error));
        Assert.Equal("cancel-whole-order", error.Code);
        Assert.True(order.CancelByBuyer(null, Sample.Timers, Noon).IsOk);
        Assert.Equal("buyer", order.CancelReason);
        Assert.All(Sample.Events<PartCancelled>(order), c => Assert.False(c.WasPaid));
    }

    [Fact]
    public void Late_money_revives_an_expired_order_once()
    {
        var order = Sample.Placed([2]);
        order.GiveUp("payment_expired", Noon.AddMinutes(30));
        Assert.Equal((OrderStatus.Cancelled, "payment_expired"), (order.Status, order.CancelReason));

        order.ConfirmPaid(Sample.Timers, Noon.AddHours(24));

        Assert.Equal((OrderStatus.Paid, null, true), (order.Status, order.CancelReason, order.Revived));
        Assert.Equal((SellerOrderState.New, 2), (Sample.StateOf(order), order.Parts[0].Lines[1].Live));
    }

    [Theory]
    [InlineData("payment_expired", 25)]
    [InlineData("stock_short", 1)]
    public void Money_for_an_order_that_cannot_live_again_goes_back_with_its_stock(string reason, int hours)
    {
        var order = Sample.Placed([2]);
        order.GiveUp(reason, Noon);
        order.TakeEvents();

        order.ConfirmPaid(Sample.Timers, Noon.AddHours(hours));
        order.ConfirmPaid(Sample.Timers, Noon.AddHours(hours));

        Assert.Equal(2, Assert.Single(Sample.Events<MoneyRefused>(order)).Lines.Single().Quantity);
        Assert.Equal(OrderStatus.Cancelled, order.Status);
    }

    [Fact]
    public void Money_that_crosses_the_buyers_cancellation_goes_back()
    {
        var order = Sample.Placed([2]);
        order.CancelByBuyer(null, Sample.Timers, Noon);

        order.ConfirmPaid(Sample.Timers, Noon);

        Assert.Single(Sample.Events<MoneyRefused>(order));
    }

    private static Order Paid(params int[][] quantities)
    {
        var order = Sample.Placed(quantities);
        order.ConfirmPaid(Sample.Timers, Noon);
        order.TakeEvents();
        return order;
    }
}
