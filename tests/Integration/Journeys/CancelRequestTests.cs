using System.Net;
using System.Net.Http.Json;
using Marketplace.Client;
using Marketplace.Kernel;
using Marketplace.Tests.Integration.Orders;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>A buyer who changes his mind while the seller is already sending (product §4.1).</summary>
public sealed class CancelRequestTests : OrderBench
{
    [Fact]
    public async Task The_seller_is_asked_and_agrees_and_money_goods_and_parcel_go_back()
    {
        var (order, part) = await Labelled();

        var asked = await Buyer.Post($"orders/{order}/cancel", new { reason = "Ordered twice" });
        await Host.Settle();
        Assert.Equal("OPEN", Text(asked.GetProperty("sellerOrders")[0].GetProperty("cancelRequest"), "answer"));
        var seen = await Seller.Get($"seller/orders/{part}");
        Assert.Equal(("PROCESSING", "Ordered twice"), (Text(seen, "state"), Text(seen.GetProperty("cancelRequest"), "reason")));
        Assert.Contains("cancel-requested", await Topics());

        await Seller.Post($"seller/orders/{part}/cancel-request", new { agree = true });
        await Host.Settle();

        Assert.Equal((("cancelled", "CANCELLED"), 10), (await States(order), await Available()));
        var (total, refunded) = await Money(order);
        Assert.Equal((total, 0), (refunded, await Faults()));
        Assert.Contains("cancel-agreed", await Topics());
        Assert.Equal(["place", "payment-covered", "accept", "label", "request-cancel", "agree-cancel", "unlabel"], await History(part));
        var parcels = (await Seller.Get("shipments")).GetProperty("items").EnumerateArray();
        Assert.All(parcels, p => Assert.Equal("CANCELLED", Text(p, "status")));
    }

    [Fact]
    public async Task A_seller_who_says_nothing_for_a_day_has_agreed()
    {
        var (order, part) = await Labelled();
        await Buyer.Post($"orders/{order}/cancel");

        await Host.Advance(TimeSpan.FromHours(23));
        Assert.Equal("PROCESSING", (await States(order)).Part);
        await Host.Advance(TimeSpan.FromHours(2));

        Assert.Equal((("cancelled", "CANCELLED"), 10), (await States(order), await Available()));
        var (total, refunded) = await Money(order);
        Assert.Equal((total, 0), (refunded, await Faults()));
        Assert.Contains("cancel-answer-timeout", await History(part));
        Assert.Contains("cancel-lapsed", await Topics());
    }

    [Fact]
    public async Task A_refusal_says_why_and_the_goods_are_sent()
    {
        var (order, part) = await Labelled();
        await Buyer.Post($"orders/{order}/cancel", new { sellerOrderId = part });

        var silent = await Assert.ThrowsAsync<ApiRefusedException>(
            () => Seller.Post($"seller/orders/{part}/cancel-request", new { agree = false }));
        await Seller.Post($"seller/orders/{part}/cancel-request", new { agree = false, note = "In the van already" });
        await Host.Settle();
        var again = await Assert.ThrowsAsync<ApiRefusedException>(() => Buyer.Post($"orders/{order}/cancel"));
        var twice = await Assert.ThrowsAsync<ApiRefusedException>(
            () => Seller.Post($"seller/orders/{part}/cancel-request", new { agree = true }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Contains("cancellation-refused", again.Message);
        Assert.Contains("no-cancel-request", twice.Message);
        var request = (await Read(order)).GetProperty("sellerOrders")[0].GetProperty("cancelRequest");
        Assert.Equal(("REFUSED", "In the van already"), (Text(request, "answer"), Text(request, "note")));
        Assert.Contains("cancel-refused", await Topics());
    }

    [Fact]
    public async Task Goods_that_leave_before_the_answer_overtake_the_question()
    {
        var (order, part) = await Labelled();
        await Buyer.Post($"orders/{order}/cancel");
        var parcel = (await Seller.Get("shipments")).GetProperty("items")[0].GetProperty("id").GetGuid();

        await Seller.Post($"shipments/{parcel}/handover");
        await Host.Advance(TimeSpan.FromHours(25));

        Assert.Equal(("shipped", "SHIPPED"), await States(order));
        Assert.Contains("cancel-overtaken", await Topics());
    }

    [Fact]
    public async Task Nobody_else_answers_and_support_may_for_the_seller()
    {
        var (order, part) = await Labelled();
        await Buyer.Post($"orders/{order}/cancel");
        using var stranger = Host.AsSeller(new UserId(Guid.NewGuid()), new ShopId(Guid.NewGuid()));

        await stranger.PostAsJsonAsync($"seller/orders/{part}/cancel-request", new { agree = true }).Json(404);
        await stranger.GetAsync($"seller/orders/{part}/events").Json(404);
        await Support.PostAsJsonAsync($"seller/orders/{part}/cancel-request", new { agree = true, restock = false }).Json(200);
        await Host.Settle();

        Assert.Equal((("cancelled", "CANCELLED"), 9), (await States(order), await Available()));
    }

    private async Task<(Guid Order, Guid Part)> Labelled()
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");
        await Label(part);
        return (order, part);
    }
}
