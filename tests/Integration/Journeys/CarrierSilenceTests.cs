using System.Net.Http.Json;
using Marketplace.Tests.Integration.Orders;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>Carriers that say nothing and parcels that never leave: the buyer, support and the money (product §4.1).</summary>
public sealed class CarrierSilenceTests : OrderBench
{
    [Fact]
    public async Task After_two_weeks_the_buyer_is_asked_and_yes_means_delivered()
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");
        await Send(part);

        await Host.Advance(TimeSpan.FromDays(15));
        Assert.True((await Read(order)).GetProperty("sellerOrders")[0].GetProperty("receiptAsked").GetBoolean());
        Assert.Contains("receipt-asked", await Topics());
        await Buyer.Post($"orders/{order}/confirm-receipt");
        Assert.Equal(("delivered", "DELIVERED"), await States(order));
        await Host.Advance(TimeSpan.FromHours(49));

        Assert.Equal((("completed", "COMPLETED"), 0), (await States(order), await Faults()));
    }

    [Fact]
    public async Task No_holds_the_money_until_support_finds_out_that_it_arrived()
    {
        var (order, part) = await Denied();
        var held = (await Support.GetAsync("support/seller-orders/held?kind=manual").Json(200)).GetProperty("items")[0];
        Assert.Equal((part, "SHIPPED"), (held.GetProperty("id").GetGuid(), Text(held, "state")));
        Assert.Contains("order-not-received", await Topics());

        await Support.PostAsJsonAsync($"support/seller-orders/{part}/arrived", new { reason = "" }).Json(422);
        await Support.PostAsJsonAsync($"support/seller-orders/{part}/arrived", new { reason = "Signed" }).Json(200);
        await Host.Settle();
        Assert.Equal(("delivered", "DELIVERED"), await States(order));
        await Host.Advance(TimeSpan.FromHours(49));

        Assert.Equal((("completed", "COMPLETED"), 0), (await States(order), await Faults()));
        Assert.Equal(
            ["carrier-silence", "deny-receipt", "hold", "deliver", "lift-hold", "confirm-timeout"],
            (await History(part)).SkipWhile(e => e != "carrier-silence"));
        Assert.Empty((await Support.GetAsync("support/seller-orders/held").Json(200)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task No_and_a_parcel_that_support_declares_lost_pays_everything_back()
    {
        var (order, part) = await Denied();
        var parcel = (await Seller.Get("shipments")).GetProperty("items")[0].GetProperty("id").GetGuid();

        await Support.PostAsJsonAsync($"shipments/{parcel}/lost", new { reason = "Not at the carrier" }).Json(200);
        await Host.Settle();

        Assert.Equal(("cancelled", "CANCELLED"), await States(order));
        var (total, refunded) = await Money(order);
        Assert.Equal((total, 0), (refunded, await Faults()));
        Assert.Equal("lost", Text((await Read(order)).GetProperty("sellerOrders")[0], "cancelReason"));
        Assert.Contains("lift-hold", await History(part));
    }

    [Fact]
    public async Task Units_that_never_left_are_paid_back_at_the_deadline_and_the_sent_ones_complete()
    {
        var (order, part) = await Buy(quantity: 2);
        await Seller.Post($"seller/orders/{part}/accept");
        var sent = await Send(part, quantity: 1);
        var kept = await Label(part);
        Assert.True((await Read(order)).GetProperty("sellerOrders")[0].GetProperty("partiallyShipped").GetBoolean());

        await Host.Advance(TimeSpan.FromHours(24 + 73));
        Assert.Equal("CANCELLED", Text(await Seller.Get($"shipments/{kept}"), "status"));
        await Seller.Post($"shipments/{sent}/delivered");
        await Host.Settle();
        await Host.Advance(TimeSpan.FromHours(49));

        Assert.Equal((("completed", "COMPLETED"), 9), (await States(order), await Available()));
        Assert.Equal((10_000, 0), ((await Money(order)).Refunded, await Faults()));
    }

    [Fact]
    public async Task Finance_may_hold_a_release_and_lift_it_with_a_reason()
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");
        var parcel = await Send(part);
        using var finance = Host.As(new Kernel.UserId(Guid.NewGuid()), "finance");
        await finance.PostAsJsonAsync($"support/seller-orders/{part}/hold", new { hold = "dispute", reason = "x" }).Json(422);
        await finance.PostAsJsonAsync($"support/seller-orders/{part}/hold", new { hold = "risk", reason = "New card" }).Json(200);
        await Seller.Post($"shipments/{parcel}/delivered");
        await Host.Settle();

        await Host.Advance(TimeSpan.FromHours(49));
        Assert.Equal("DELIVERED", (await States(order)).Part);
        await finance.PostAsJsonAsync($"support/seller-orders/{part}/release", new { hold = "risk", reason = "Cleared" }).Json(200);
        await Host.Settle();

        Assert.Equal((("completed", "COMPLETED"), 0), (await States(order), await Faults()));
        await finance.PostAsJsonAsync($"support/seller-orders/{part}/release", new { hold = "risk", reason = "Again" }).Json(409);
    }

    private async Task<(Guid Order, Guid Part)> Denied()
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");
        await Send(part);
        await Host.Advance(TimeSpan.FromDays(15));
        await Buyer.Post($"orders/{order}/confirm-receipt", new { received = false });
        await Host.Settle();
        return (order, part);
    }
}
