using Marketplace.Domain.Payments;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

public sealed class ReturnedGoodsMoneyTests(PaymentsHost money) : IClassFixture<PaymentsHost>
{
    [Fact]
    public async Task Goods_that_all_came_back_leave_the_delivery_that_was_done_to_the_seller()
    {
        var order = Example.New();
        await money.Do(order.Collect());
        await money.Do(new RefundLines(order.PartA, order.Order, Guid.NewGuid(), [new LineUnits(1, null, 1), new LineUnits(2, null, 3)], "return"));
        Assert.Equal(25_000, await money.Balance(Account.Escrow(order.PartA)));

        var returned = new SellerOrderReturned(order.PartA, order.Order, order.A);
        await money.Happened(returned);
        await money.Happened(returned);

        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartA)));
        Assert.Equal((22_500, 2_500), (await money.Balance(Account.Available(order.A)), await money.Balance(Account.Reserve(order.A))));
        await money.AssertBooksBalance();
    }
}
