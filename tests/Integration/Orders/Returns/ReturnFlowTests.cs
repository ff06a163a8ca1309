using System.Net;
using System.Net.Http.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Tests.Integration.Shipping;
using Xunit;
using static Marketplace.Tests.Integration.Shipping.ParcelMarket;

namespace Marketplace.Tests.Integration.Orders.Returns;

/// <summary>Returns over HTTP; Payments' part is told by the test, because these orders were never paid through a
/// provider.</summary>
public sealed class ReturnFlowTests(TestHost host)
{
    private readonly ParcelMarket _market = new(host);

    [Fact]
    public async Task Goods_come_back_are_inspected_and_the_refund_closes_the_return()
    {
        var (order, part) = await _market.Delivered(3);
        using var buyer = _market.AsBuyer();
        using var seller = _market.AsSeller();
        var id = await Ask(buyer, part, "DEFECT", 2);

        Assert.Equal(["return"], await Holds(part));
        await Send(seller, $"returns/{id}/approve", null, 200);
        await Send(buyer, $"returns/{id}/ship", new { carrier = "post", trackingNumber = "T9" }, 200);
        await Send(seller, $"returns/{id}/receive", null, 200);
        var due = await Send(
            seller, $"returns/{id}/inspect", new { lines = new[] { new { line = 1, quantity = 1, fate = "WRITE_OFF" } } },
            200);
        await host.Settle();
        await Refund(id, order, part);

        Assert.Equal(
            ("REFUND_DUE", false),
            (due.GetProperty("status").GetString(), due.GetProperty("refundsDelivery").GetBoolean()));
        Assert.Equal("CLOSED", (await Read(buyer, $"returns/{id}")).GetProperty("status").GetString());
        Assert.Equal(
            ("DELIVERED", 1), ((await _market.Facts(part)).State, (await _market.Facts(part)).Lines[0].ReturnedQuantity));
        Assert.Empty(await Holds(part));
    }

    [Fact]
    public async Task When_everything_comes_back_by_the_sellers_fault_delivery_is_paid_too_and_the_part_is_returned()
    {
        var (order, part) = await _market.Delivered(2);
        using var buyer = _market.AsBuyer();
        using var seller = _market.AsSeller();
        var id = await Ask(buyer, part, "WRONG_ITEM", 2);

        var kept = await Send(seller, $"returns/{id}/keep", new { }, 200);
        await host.Settle();
        await Refund(id, order, part);

        Assert.True(kept.GetProperty("refundsDelivery").GetBoolean());
        Assert.Equal("seller", kept.GetProperty("deliveryPaidBy").GetString());
        Assert.Equal("RETURNED", (await _market.Facts(part)).State);
    }

    [Fact]
    public async Task Time_decides_where_people_do_not()
    {
        await using var own = await TestHost.Start();
        var market = new ParcelMarket(own);
        var (order, part) = await market.Delivered(1);
        var (_, idle) = await market.Delivered(1);
        using var buyer = market.AsBuyer();
        using var seller = market.AsSeller();
        var (sent, forgotten) = (await Ask(buyer, part, "CHANGE_OF_MIND", 1), await Ask(buyer, idle, "CHANGE_OF_MIND", 1));

        await own.Advance(TimeSpan.FromHours(49));
        await Send(buyer, $"returns/{sent}/ship", null, 200);
        await own.Advance(TimeSpan.FromDays(10));
        var expired = await Read(buyer, $"returns/{forgotten}");
        await own.Advance(TimeSpan.FromDays(5));
        var arrived = await Read(seller, $"returns/{sent}");
        await own.Advance(TimeSpan.FromHours(73));
        var due = await Read(seller, $"returns/{sent}");

        Assert.Equal("EXPIRED", expired.GetProperty("status").GetString());
        Assert.Equal("RECEIVED", arrived.GetProperty("status").GetString());
        Assert.Equal("REFUND_DUE", due.GetProperty("status").GetString());
        Assert.Equal("RESTOCK", due.GetProperty("accepted")[0].GetProperty("fate").GetString());
        await Refund(sent, order, part, market);
        Assert.Equal("CLOSED", (await Read(buyer, $"returns/{sent}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Two_requests_at_once_never_ask_for_the_same_unit_twice()
    {
        var (_, part) = await _market.Delivered(3);
        using var buyer = _market.AsBuyer();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, "returns")
            { Content = JsonContent.Create(Wish(part, "DEFECT", 2)) };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var response = await buyer.SendAsync(request);
            return response.StatusCode;
        }));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.All(answers.Where(a => a != HttpStatusCode.Created), a => Assert.Equal(HttpStatusCode.Conflict, a));
    }

    [Fact]
    public async Task A_rejected_or_cancelled_return_lifts_the_hold_and_a_contested_one_keeps_it()
    {
        var (_, part) = await _market.Delivered(3);
        using var buyer = _market.AsBuyer();
        using var seller = _market.AsSeller();
        var (rejected, cancelled, contested) = (await Ask(buyer, part, "LATE", 1), await Ask(buyer, part, "LATE", 1),
            await Ask(buyer, part, "LATE", 1));

        await Send(seller, $"returns/{rejected}/reject", new { reason = "worn" }, 200);
        await Send(buyer, $"returns/{cancelled}/cancel", null, 200);
        await Send(seller, $"returns/{contested}/approve", null, 200);
        await Send(buyer, $"returns/{contested}/ship", new { }, 200);
        await Send(seller, $"returns/{contested}/receive", null, 200);
        var disputed = await Send(seller, $"returns/{contested}/contest", new { reason = "not ours" }, 200);
        await host.Settle();

        Assert.Equal("DISPUTED", disputed.GetProperty("status").GetString());
        Assert.Equal(["return"], await Holds(part));
    }

    [Fact]
    public async Task Strangers_and_wrong_moves_are_refused()
    {
        var (_, part) = await _market.Delivered(1);
        using var buyer = _market.AsBuyer();
        using var seller = _market.AsSeller();
        var stranger = new ParcelMarket(host);
        await Send(stranger.AsBuyer(), "returns", Wish(part, "DEFECT", 1), 404);
        await Send(buyer, "returns", Wish(part, "DEFECT", 2), 409);
        await Send(buyer, "returns", Wish(part, "DEFECT", 0), 422);
        await Send(buyer, "returns", Wish(part, "BOREDOM", 1), 400);
        await Send(host.Anyone(), "returns", Wish(part, "DEFECT", 1), 401);
        var id = await Ask(buyer, part, "DEFECT", 1);

        await Read(stranger.AsBuyer(), $"returns/{id}", 404);
        await Send(stranger.AsSeller(), $"returns/{id}/approve", null, 404);
        await Send(buyer, $"returns/{id}/approve", null, 403);
        var early = await Send(seller, $"returns/{id}/inspect", new { }, 409);

        Assert.Equal("invalid-transition", early.GetProperty("code").GetString());
        Assert.Equal("REQUESTED", early.GetProperty("state").GetString());
        Assert.Single((await Read(buyer, "returns?status=REQUESTED")).GetProperty("items").EnumerateArray());
        Assert.Empty((await Read(stranger.AsSeller(), "returns")).GetProperty("items").EnumerateArray());
    }

    private async Task Refund(string id, OrderId order, SellerOrderId part, ParcelMarket? market = null)
    {
        market ??= _market;
        await market.Tell(new RefundSucceeded(
            RefundId.New(DateTimeOffset.UtcNow), order, part, market.Buyer, "R1", Guid.Parse(id),
            [new LineUnits(1, null, 1)],
            new Money(1000_00, Currency.Rub)));
        await market.Host.Settle();
    }

    private async Task<List<string>> Holds(SellerOrderId part)
    {
        await using var command = host.Database.CreateCommand(
            "SELECT h->>'kind' FROM orders.seller_orders p, jsonb_array_elements(p.holds) h WHERE p.id = $1");
        command.Parameters.Add(new() { Value = part.Value });
        await using var rows = await command.ExecuteReaderAsync();
        var holds = new List<string>();
        while (await rows.ReadAsync()) holds.Add(rows.GetString(0));
        return holds;
    }

    private static async Task<string> Ask(HttpClient buyer, SellerOrderId part, string reason, int quantity) =>
        (await Send(buyer, "returns", Wish(part, reason, quantity), 201)).GetProperty("id").GetString()!;

    private static object Wish(SellerOrderId part, string reason, int quantity) =>
        new { sellerOrderId = part.Value, lines = new[] { new { line = 1, quantity } }, reason };
}
