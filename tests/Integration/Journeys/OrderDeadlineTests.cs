using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Infrastructure.Outbox;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Shipping.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>Deadlines and sellers' decisions of product §4.1, through every context.</summary>
public sealed class OrderDeadlineTests : OrderBench
{
    [Fact]
    public async Task Goods_that_are_not_handed_over_three_days_after_the_deadline_are_paid_back()
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");

        await Host.Advance(TimeSpan.FromHours(24 + 71));
        Assert.Equal("PROCESSING", (await States(order)).Part);
        await Host.Advance(TimeSpan.FromHours(2));

        Assert.Equal((("cancelled", "CANCELLED"), 10), (await States(order), await Available()));
        var (total, refunded) = await Money(order);
        Assert.Equal((total, 0), (refunded, await Faults()));
        Assert.Equal("not_shipped", Text((await Read(order)).GetProperty("sellerOrders")[0], "cancelReason"));
    }

    [Fact]
    public async Task A_cafe_has_five_minutes_to_accept()
    {
        await using (var command = Host.Database.CreateCommand("UPDATE sellers.shops SET kind = 'FOOD'"))
            await command.ExecuteNonQueryAsync();
        var (order, _) = await Buy();

        await Host.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("NEW", (await States(order)).Part);
        await Host.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(("cancelled", "CANCELLED"), await States(order));
    }

    [Fact]
    public async Task Late_money_revives_an_expired_order_once_and_takes_the_stock_again()
    {
        var (order, part) = await Buy(token: "tok_3ds");
        await Host.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal((("cancelled", "CANCELLED"), 10), (await States(order), await Available()));

        await MoneyArrives(order);

        Assert.Equal((("paid", "NEW"), 9), (await States(order), await Available()));
        Assert.Equal(["place", "payment-failed", "late-money"], await History(part));
        Assert.Equal(0, await Faults());
    }

    [Fact]
    public async Task A_shortage_pays_back_and_takes_the_rest_of_the_stock_off_sale()
    {
        var (order, part) = await Buy(quantity: 2);

        await Seller.Post($"seller/orders/{part}/decline", new { reason = "shortage" });
        await Host.Settle();

        Assert.Equal((("cancelled", "CANCELLED"), 0), (await States(order), await Available()));
        var (total, refunded) = await Money(order);
        Assert.Equal((total, 0), (refunded, await Faults()));
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 9)]
    public async Task A_seller_who_cancels_chooses_whether_the_goods_go_back_on_sale(bool restock, int available)
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");
        await Seller.Post($"seller/orders/{part}/pack");

        await Seller.Post($"seller/orders/{part}/cancel", new { restock });
        await Host.Settle();

        Assert.Equal((("cancelled", "CANCELLED"), available), (await States(order), await Available()));
        var (total, refunded) = await Money(order);
        Assert.Equal((total, 0), (refunded, await Faults()));
    }

    [Fact]
    public async Task A_parcel_that_comes_back_unopened_ends_the_part_as_returned_and_pays_the_goods_back()
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");
        var parcel = await Send(part);

        await Tell(new ShipmentFailed(
            new ShipmentId(parcel), new SellerOrderId(part), new OrderId(order), "RETURNED", [new LineUnits(1, null, 1)],
            DateTimeOffset.UtcNow));

        Assert.Equal((("returned", "RETURNED"), 10), (await States(order), await Available()));
        Assert.Equal((10_000, 0), ((await Money(order)).Refunded, await Faults()));
    }

    [Fact]
    public async Task Progress_counts_parts_by_state_and_an_order_answers_with_its_tag()
    {
        var (order, part) = await Buy();
        using var visitor = Host.Anyone(Buyer.CartToken);

        var first = await visitor.GetAsync($"orders/{order}", TestContext.Current.CancellationToken);
        using var same = new HttpRequestMessage(HttpMethod.Get, $"orders/{order}");
        same.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var unchanged = await visitor.SendAsync(same, TestContext.Current.CancellationToken);
        await Seller.Post($"seller/orders/{part}/accept");
        using var changed = new HttpRequestMessage(HttpMethod.Get, $"orders/{order}");
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var after = await visitor.SendAsync(changed, TestContext.Current.CancellationToken);

        Assert.Equal((304, 200), ((int)unchanged.StatusCode, (int)after.StatusCode));
        var seen = await Read(order);
        Assert.Equal(1, seen.GetProperty("progress").GetProperty("PROCESSING").GetInt32());
        Assert.Equal(("processing", "PROCESSING"), (Text(seen, "status"), Text(seen, "statusCode")));
    }

    /// <summary>Says to everybody what a carrier's news would say.</summary>
    private async Task Tell(IMessage message)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        work.Send(message);
        await work.Commit(null, CancellationToken.None);
        await Host.Settle();
    }

    /// <summary>The provider reports money after all.</summary>
    private async Task MoneyArrives(Guid order)
    {
        var payment = (await Buyer.Get($"orders/{order}/payment")).GetProperty("payment");
        var id = new PaymentId(payment.GetProperty("id").GetGuid());
        var amount = payment.GetProperty("amount");
        var money = new Money(amount.GetProperty("amount").GetInt64(), Currency.Of(amount.GetProperty("currency").GetString()!));
        await using var scope = Host.Services.CreateAsyncScope();
        var record = scope.ServiceProvider.GetRequiredService<IUseCase<RecordChargeOutcome, Unit>>();
        Assert.True((await record.Handle(
            new RecordChargeOutcome(id, new ChargeOutcome.Captured($"ref-{id}", money)), CancellationToken.None)).IsOk);
        await Host.Settle();
    }
}
