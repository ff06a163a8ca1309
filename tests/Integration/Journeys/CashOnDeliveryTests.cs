using System.Text.Json;
using Marketplace.Client;
using Marketplace.Kernel;
using Marketplace.Lab;
using Xunit;
using static Marketplace.Tests.Integration.Shipping.ParcelMarket;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>Orders paid at the door, through every context over HTTP.</summary>
public sealed class CashOnDeliveryTests : IAsyncLifetime
{
    private DoorMarket _door = null!;

    private LabOffer First => _door.Market.Offers[0];

    private LabOffer Second => _door.Market.Offers[^1];

    public async ValueTask InitializeAsync() => _door = await DoorMarket.Open();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task An_order_paid_at_the_door_is_new_at_once_and_a_seller_who_declines_posts_nothing()
    {
        var order = await _door.Place((First, 3), (Second, 1));
        var placed = await Read(_door.Buyer, $"orders/{order}");
        using var seller = _door.SellerOf(First);
        using var other = _door.SellerOf(Second);
        var part = DoorMarket.PartOf(placed, First);

        Assert.Equal("confirmed", placed.GetProperty("status").GetString());
        Assert.All(placed.GetProperty("sellerOrders").EnumerateArray(), p => Assert.Equal("NEW", p.GetProperty("state").GetString()));
        Assert.Equal("cash", placed.GetProperty("paymentMethod").GetProperty("provider").GetString());
        Assert.Equal(("AUTHORIZED", 0), await _door.Payment(order));
        var early = new { sellerOrderId = part, lines = new[] { new { line = 1, quantity = 1 } }, reason = "x" };
        Assert.Equal("cash-not-collected", (await Send(_door.Finance, "refunds", early, 409)).GetProperty("code").GetString());

        await Send(other, $"seller/orders/{DoorMarket.PartOf(placed, Second)}/decline", new { reason = "shortage" }, 200);
        await Send(seller, $"seller/orders/{part}/accept", null, 200);
        await _door.Host.Settle();
        await Send(seller, "shipments", new { sellerOrderId = part, carrier = "post", service = "parcel" }, 422);

        Assert.Empty(await DoorMarket.Items(_door.Finance, "finance/ledger/postings"));
        Assert.Empty(await DoorMarket.Items(_door.Finance, $"refunds?orderId={order}"));
        Assert.Equal("processing", (await Read(_door.Buyer, $"orders/{order}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Two_parcels_are_paid_at_the_door_released_and_handed_in()
    {
        var (order, part, seller) = await _door.Accepted(First, 3);
        var total = DoorMarket.PartTotal(await Read(_door.Buyer, $"orders/{order}"), First);
        var (fleet, own) = (await DoorMarket.Packed(seller, part, "local", 1), await DoorMarket.Packed(seller, part, "self", 2));
        await _door.Host.Settle();
        var (byCourier, byShop) = (await DoorMarket.Due(seller, fleet), await DoorMarket.Due(seller, own));
        Assert.Equal(total, byCourier + byShop);
        Assert.Empty(await DoorMarket.Items(_door.Finance, "finance/ledger/postings"));

        var courier = UserId.New(DateTimeOffset.UtcNow);
        using var ivan = _door.Host.As(courier, "courier");
        await _door.BringByCourier(ivan, seller, order, fleet, byCourier);
        await DoorMarket.BringOwn(seller, own, byShop);
        await _door.Host.Settle();

        Assert.Equal("delivered", (await Read(_door.Buyer, $"orders/{order}")).GetProperty("status").GetString());
        Assert.Equal(("CAPTURED", total), await _door.Payment(order));
        Assert.Equal(byCourier, await _door.Balance($"courier:{courier}"));
        Assert.Equal(byShop, await _door.Balance($"seller:{First.Shop}:receivable"));
        Assert.Equal((total, 0), (await _door.Balance($"escrow:{part}"), await _door.Balance($"seller:{First.Shop}:available")));

        await Send(_door.Buyer, $"orders/{order}/confirm-receipt", null, 200);
        await _door.Host.Settle();

        // What the shop took itself was repaid from the earnings of the same part, the rest may be paid out.
        Assert.Equal((0, 0), (await _door.Balance($"escrow:{part}"), await _door.Balance($"seller:{First.Shop}:receivable")));
        Assert.InRange(await _door.Balance($"seller:{First.Shop}:available"), 1, total - byShop);

        await _door.HandIn(ivan, courier, byCourier);
        Assert.Equal(byCourier, await _door.Balance("provider:cash"));
        await _door.BooksBalance();
    }

    [Fact]
    public async Task A_refund_after_delivery_is_paid_from_the_till_and_the_books_balance()
    {
        var offer = First;
        var (order, part, seller) = await _door.Accepted(offer, 2);
        var parcel = await DoorMarket.Packed(seller, part, "self", 2);
        await _door.Host.Settle();
        var due = await DoorMarket.Due(seller, parcel);
        await DoorMarket.BringOwn(seller, parcel, due);
        await _door.Host.Settle();
        await Send(_door.Buyer, $"orders/{order}/confirm-receipt", null, 200);
        await _door.Host.Settle();

        var asked = await Send(
            _door.Finance, "refunds", new { sellerOrderId = part, lines = new[] { new { line = 1, quantity = 2 } }, reason = "came back" }, 201);
        var refund = asked.GetProperty("id").GetString();
        var waiting = await Read(_door.Finance, $"refunds/{refund}");
        await Send(_door.Finance, $"refunds/{refund}/mark-paid", new { reference = "till 7", fromTill = true }, 204);
        await Send(_door.Finance, $"refunds/{refund}/mark-paid", new { reference = "till 7", fromTill = true }, 409);
        await _door.Host.Settle();

        var paid = waiting.GetProperty("amount").GetProperty("amount").GetInt64();
        Assert.Equal("MANUAL", waiting.GetProperty("status").GetString());
        Assert.Equal("SUCCEEDED", (await Read(_door.Finance, $"refunds/{refund}")).GetProperty("status").GetString());
        Assert.Equal(-paid, await _door.Balance("provider:cash"));
        Assert.Equal(paid, (await Read(_door.Buyer, $"orders/{order}")).GetProperty("refunded").GetProperty("amount").GetInt64());
        Assert.Equal(("PARTIALLY_REFUNDED", due), await _door.Payment(order));
        await _door.BooksBalance();
    }

    [Fact]
    public async Task Goods_that_come_back_are_paid_back_by_hand_and_the_return_closes()
    {
        var (_, part, seller) = await _door.Accepted(First, 2);
        var parcel = await DoorMarket.Packed(seller, part, "self", 2);
        await _door.Host.Settle();
        await DoorMarket.BringOwn(seller, parcel, await DoorMarket.Due(seller, parcel));
        await _door.Host.Settle();
        var lines = new[] { new { line = 1, quantity = 2 } };
        var asked = await Send(_door.Buyer, "returns", new { sellerOrderId = part, lines, reason = "WRONG_ITEM" }, 201);
        var id = asked.GetProperty("id").GetString();

        await Send(seller, $"returns/{id}/keep", new { }, 200);
        await _door.Host.Settle();
        var refund = Assert.Single(await DoorMarket.Items(_door.Finance, "refunds?status=MANUAL"));
        await Send(_door.Finance, $"refunds/{refund.GetProperty("id").GetString()}/mark-paid", new { reference = "bank 9" }, 204);
        await _door.Host.Settle();

        Assert.Equal("CLOSED", (await Read(_door.Buyer, $"returns/{id}")).GetProperty("status").GetString());
        Assert.Equal(-refund.GetProperty("amount").GetProperty("amount").GetInt64(), await _door.Balance("provider:bank"));
        Assert.Equal(0, await _door.Balance($"escrow:{part}"));
        await _door.BooksBalance();
    }

    [Fact]
    public async Task A_cancelled_order_voids_the_promise_and_posts_nothing()
    {
        var order = await _door.Place((First, 2), (Second, 1));

        await Send(_door.Buyer, $"orders/{order}/cancel", null, 200);
        await _door.Host.Settle();

        var seen = await Read(_door.Buyer, $"orders/{order}");
        Assert.Equal(("cancelled", 0), (seen.GetProperty("status").GetString(), seen.GetProperty("refunded").GetProperty("amount").GetInt64()));
        Assert.Equal(("CANCELLED", 0), await _door.Payment(order));
        Assert.Empty(await DoorMarket.Items(_door.Finance, $"refunds?orderId={order}"));
        Assert.Empty(await DoorMarket.Items(_door.Finance, "finance/ledger/postings"));
        await _door.BooksBalance();
    }

    [Fact]
    public async Task A_buyer_who_does_not_pay_gets_nothing_and_owes_nothing()
    {
        var offer = First;
        var (order, part, seller) = await _door.Accepted(offer, 1);
        var parcel = await DoorMarket.Packed(seller, part, "local", 1);
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        using var ivan = _door.Host.As(UserId.New(DateTimeOffset.UtcNow), "courier");
        var task = await _door.AtTheDoor(ivan, seller, parcel);

        await Send(ivan, $"{task}/fail", new { reason = "refused" }, 200);
        await Send(seller, $"shipments/{parcel}/returned", null, 200);
        await _door.Host.Settle();

        Assert.Equal("returned", (await Read(_door.Buyer, $"orders/{order}")).GetProperty("status").GetString());
        Assert.Equal(("CANCELLED", 0), await _door.Payment(order));
        Assert.Empty(await DoorMarket.Items(_door.Finance, "finance/ledger/postings"));
        await _door.BooksBalance();
    }

    [Fact]
    public async Task A_waived_parcel_is_delivered_and_paid_by_the_platform()
    {
        var offer = First;
        var (order, part, seller) = await _door.Accepted(offer, 1);
        var parcel = await DoorMarket.Packed(seller, part, "self", 1);
        await _door.Host.Settle();
        var due = await DoorMarket.Due(seller, parcel);
        await Send(seller, $"shipments/{parcel}/label", null, 200);
        await Send(seller, $"shipments/{parcel}/handover", null, 200);

        await Send(_door.Finance, $"shipments/{parcel}/waive-cash", new { reason = "our mistake" }, 204);
        await Send(seller, $"shipments/{parcel}/delivered", null, 200);
        await _door.Host.Settle();

        Assert.Equal(due, await _door.Balance($"escrow:{part}"));
        Assert.Equal(due, await _door.Balance("platform:promo"));
        Assert.Equal(("CANCELLED", 0), await _door.Payment(order));
        await _door.BooksBalance();
    }

    [Fact]
    public async Task Orders_that_are_too_big_or_delivered_by_somebody_who_takes_no_money_are_refused_by_field_and_rule()
    {
        var offer = First;
        var big = await _door.Refused((offer, 25));
        var owner = _door.Market.Owners[offer.Shop];
        await DoorMarket.Profile(owner, "post", cash: true, 422);
        await DoorMarket.Profile(owner, "post", cash: false, 201);
        var carried = await _door.Refused((offer, 1));

        Assert.Equal(("cash-above-limit", 200_000), (big.GetProperty("code").GetString(), big.GetProperty("limit").GetProperty("amount").GetInt64()));
        Assert.Equal("cash-not-deliverable", carried.GetProperty("code").GetString());
        Assert.Contains("/payment/provider", carried.ToString(), StringComparison.Ordinal);
        Assert.Contains(await DoorMarket.Items(_door.Buyer, "payments/methods"), m => m.GetProperty("provider").GetString() == "cash");
    }
}
