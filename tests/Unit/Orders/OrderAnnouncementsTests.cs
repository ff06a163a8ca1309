using Marketplace.Application.Orders;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class OrderAnnouncementsTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;

    [Fact]
    public void A_placed_order_tells_every_line_with_its_money_and_delivery_as_line_0()
    {
        var created = Assert.IsType<OrderCreated>(Assert.Single(Announced(Sample.Placed([2], [1]))));

        Assert.Equal(Sample.Uzs(4000), created.Total);
        Assert.Equal(created.Total.Minor, created.SellerOrders.Sum(p => p.Lines.Sum(l => l.Money.BuyerPays.Minor)));
        Assert.All(created.SellerOrders, p => Assert.Equal((0, null, 1), (p.Lines[0].Line, p.Lines[0].Offer, p.Lines[0].Quantity)));
        Assert.Equal("tok", created.Payment.Token);
    }

    [Fact]
    public void A_paid_part_that_is_cancelled_returns_its_goods_to_the_shelf()
    {
        var order = Sample.In(SellerOrderState.New);
        order.TakeEvents();
        order.CancelByBuyer(null, Sample.Timers, Noon);

        var messages = Announced(order);

        var stock = Assert.Single(messages.OfType<ReturnStock>());
        Assert.Equal([new StockLineFate(Sample.Offer(0, 1), 2, "RESTOCK")], stock.Lines);
        Assert.Equal(Sample.Part(0).Value, stock.Cause);
        Assert.True(Assert.Single(messages.OfType<SellerOrderCancelled>()).WasPaid);
        Assert.Equal("buyer", Assert.Single(messages.OfType<OrderCancelled>()).Reason);
    }

    [Fact]
    public void An_unpaid_order_that_is_cancelled_leaves_its_held_stock_to_the_payment_saga()
    {
        var order = Sample.Placed([2]);
        order.TakeEvents();
        order.CancelByBuyer(null, Sample.Timers, Noon);

        Assert.DoesNotContain(Announced(order), m => m is ReturnStock);
    }

    [Fact]
    public void A_shortage_sets_the_stock_to_zero_under_the_id_of_the_decline()
    {
        var order = Sample.In(SellerOrderState.New);
        order.TakeEvents();
        order.Decline(Sample.Part(0), [new Units(1, 1)], "shortage", Sample.Id(77), Noon);

        var messages = Announced(order);

        Assert.Equal("SET_ZERO", Assert.Single(messages.OfType<ReturnStock>()).Lines.Single().Fate);
        Assert.All([messages.OfType<ReturnStock>().Single().Cause, messages.OfType<SellerOrderLinesDeclined>().Single().Decline],
            cause => Assert.Equal(Sample.Id(77), cause));
    }

    [Fact]
    public void Goods_lost_on_the_way_come_back_to_nobody()
    {
        var order = Sample.In(SellerOrderState.Shipped);
        order.TakeEvents();
        order.ParcelFailed(Sample.Part(0), Sample.Parcel(1, 2, ParcelState.Lost), Sample.Timers, Noon);

        Assert.DoesNotContain(Announced(order), m => m is ReturnStock);
    }

    [Fact]
    public void Money_that_came_in_vain_goes_back_and_the_taken_stock_too()
    {
        var order = Sample.Placed([2]);
        order.CancelByBuyer(null, Sample.Timers, Noon);
        order.TakeEvents();
        order.ConfirmPaid(Sample.Timers, Noon);

        var messages = Announced(order);

        Assert.Equal("buyer", Assert.Single(messages.OfType<RefundOrder>()).Reason);
        Assert.Equal(2, Assert.Single(messages.OfType<ReturnStock>()).Lines.Single().Quantity);
    }

    private static List<IMessage> Announced(Order order) => [.. order.TakeEvents().SelectMany(new OrderAnnouncements().Of)];
}
