using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Integration.Shipping.ParcelMarket;

namespace Marketplace.Tests.Integration.Shipping;

public sealed class ShipmentTests(TestHost host)
{
    private readonly ParcelMarket _market = new(host);

    [Fact]
    public async Task Own_delivery_needs_no_booking_and_ends_with_the_buyers_code_or_the_sellers_word()
    {
        var (order, part) = await _market.Accepted(1, 1);
        using var seller = _market.AsSeller();
        using var buyer = _market.AsBuyer();
        var first = await Send(seller, "shipments", Pack(part, "self", (1, 1)), 201);
        var second = await Send(seller, "shipments", Pack(part, "self", (2, 1)), 201);
        foreach (var parcel in new[] { first, second })
        {
            Assert.Equal("LABEL_READY", (await Send(seller, Path(parcel, "label"), null, 200)).GetProperty("status")
                .GetString());
            await Send(seller, Path(parcel, "handover"), null, 200);
        }

        var code = (await Read(buyer, $"orders/{order}/delivery-codes")).GetProperty("items")[0].GetProperty("code")
            .GetString();
        var proven = await Send(seller, Path(first, "delivered"), new { code }, 200);
        await host.Settle();
        var between = (await _market.Facts(part)).State;
        var stated = await Send(seller, Path(second, "delivered"), new { }, 200);
        await host.Settle();

        Assert.Equal(
            ("CODE", true),
            (proven.GetProperty("proof").GetProperty("kind").GetString(), proven.GetProperty("proof")
                .GetProperty("verified").GetBoolean()));
        Assert.Equal("STATEMENT", stated.GetProperty("proof").GetProperty("kind").GetString());
        Assert.Equal(("SHIPPED", "DELIVERED"), (between, (await _market.Facts(part)).State));
    }

    [Fact]
    public async Task More_units_than_the_order_has_are_not_packed_also_not_by_two_at_once()
    {
        var (_, part) = await _market.Accepted(3);
        using var seller = _market.AsSeller();

        var over = await Send(seller, "shipments", Pack(part, "self", (1, 4)), 409);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Try(seller, Pack(part, "self", (1, 2)))));

        Assert.Equal(("over-shipped", 3), (over.GetProperty("code").GetString(), over.GetProperty("available").GetInt32()));
        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.Conflict));
        await Send(seller, "shipments", new { sellerOrderId = part.Value }, 201);
        await Send(seller, "shipments", new { sellerOrderId = part.Value }, 409);
    }

    [Fact]
    public async Task Repeating_a_key_packs_once_and_answers_the_same()
    {
        var (_, part) = await _market.Accepted(2);
        using var seller = _market.AsSeller();
        var key = Guid.NewGuid().ToString();

        var first = await Send(seller, "shipments", Pack(part, "self", (1, 1)), 201, key);
        var second = await Send(seller, "shipments", Pack(part, "self", (1, 1)), 201, key);
        await Send(seller, "shipments", Pack(part, "self", (1, 2)), 422, key);

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Single((await Read(seller, "shipments")).GetProperty("items").EnumerateArray());
        using var bare = await seller.PostAsJsonAsync("shipments", Pack(part, "self", (1, 1)));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
    }

    [Fact]
    public async Task Strangers_see_nothing_and_everybody_sees_only_his_own_code()
    {
        var (order, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        using var buyer = _market.AsBuyer();
        var stranger = new ParcelMarket(host);
        var parcel = await Send(seller, "shipments", Pack(part, "self", (1, 1)), 201);
        var path = $"shipments/{parcel.GetProperty("id").GetString()}";

        var (forSeller, forBuyer) = (await Read(seller, path), await Read(buyer, path));

        Assert.True(forSeller.TryGetProperty("pickupCode", out _));
        Assert.False(forSeller.TryGetProperty("deliveryCode", out _));
        Assert.False(forBuyer.TryGetProperty("pickupCode", out _));
        Assert.Matches("^[0-9]{6}$", forBuyer.GetProperty("deliveryCode").GetString());
        await Read(stranger.AsBuyer(), path, 404);
        await Read(stranger.AsSeller(), path, 404);
        await Read(stranger.AsSeller(), $"{path}/tracking", 404);
        await Read(host.Anyone(), path, 404);
        await Send(stranger.AsSeller(), $"{path}/label", null, 404);
        await Send(stranger.AsSeller(), "shipments", Pack(part, "self", (1, 1)), 404);
        Assert.Empty(
            (await Read(stranger.AsBuyer(), $"orders/{order}/delivery-codes")).GetProperty("items").EnumerateArray());
        Assert.Empty((await Read(stranger.AsSeller(), "shipments")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Number_and_code_together_open_the_public_tracking_without_names()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        var packed = await Send(seller, "shipments", Pack(part, "self", (1, 1)), 201);
        await Send(seller, Path(packed, "label"), null, 200);
        await Send(seller, Path(packed, "handover"), null, 200);
        var parcel = await Read(seller, $"shipments/{packed.GetProperty("id").GetString()}");
        var (number, code) = (parcel.GetProperty("number").GetString(), parcel.GetProperty("trackingCode").GetString());

        var way = await Read(host.Anyone(), $"tracking/{number}?code={code}");

        Assert.Equal("HANDED_OVER", way.GetProperty("status").GetString());
        Assert.DoesNotContain("Anna", way.GetRawText());
        await Read(host.Anyone(), $"tracking/{number}?code=0000000000000000", 404);
        await Read(host.Anyone(), $"tracking/{number}", 404);
    }

    [Fact]
    public async Task Only_orders_the_seller_accepted_are_packed_and_a_cancelled_order_calls_its_parcels_off()
    {
        var (order, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        var parcel = await _market.Labelled(seller, part, "self");

        await _market.Tell(new SellerOrderCancelled(part, order, _market.Shop, _market.Buyer, "R1", [], "seller", true));
        await host.Settle();

        Assert.Equal("CANCELLED", (await Read(seller, $"shipments/{parcel.GetProperty("id").GetString()}"))
            .GetProperty("status").GetString());
        var (_, delivered) = await _market.Delivered(1);
        var refused = await Send(seller, "shipments", new { sellerOrderId = delivered.Value }, 409);
        Assert.Equal("seller-order-not-shippable", refused.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_carrier_that_is_not_enabled_refuses_the_booking_and_the_seller_learns_why()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();

        var parcel = await _market.Labelled(seller, part, "pigeon");

        Assert.Equal(
            ("DRAFT", "REFUSED", "carrier-unavailable"),
            (parcel.GetProperty("status").GetString(), parcel.GetProperty("booking")
                .GetString(), parcel.GetProperty("bookingRefusal").GetString()));
    }

    [Fact]
    public async Task A_carriers_signed_news_counts_once_in_any_order_and_a_forged_one_never()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        var parcel = await _market.Labelled(seller, part, "local");
        var id = parcel.GetProperty("id").GetGuid();
        var now = DateTimeOffset.UtcNow;
        string[] late = [News(id, "n2", "delivered", now), News(id, "n1", "picked_up", now.AddHours(-2)),
            News(id, "n2", "delivered", now)];

        foreach (var news in late) Assert.Equal(HttpStatusCode.NoContent, await Webhook(news, Secret()));
        var forged = await Webhook(News(id, "n3", "lost", now.AddHours(1)), "wrong secret");
        await host.Settle();

        var seen = await Read(seller, $"shipments/{id}/tracking");
        Assert.Equal(HttpStatusCode.Unauthorized, forged);
        Assert.Equal("DELIVERED", seen.GetProperty("status").GetString());
        Assert.Equal(
            ["HANDED_OVER", "DELIVERED"], seen.GetProperty("events").EnumerateArray()
                .Select(e => e.GetProperty("status").GetString()));
        Assert.Equal("DELIVERED", (await _market.Facts(part)).State);
        Assert.Equal(HttpStatusCode.NotFound, await Webhook("{}", Secret(), "nobody"));
    }

    [Fact]
    public async Task The_address_changes_after_labelling_only_where_delivery_costs_the_same()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        using var buyer = _market.AsBuyer();
        var parcel = await _market.Labelled(seller, part, "local");
        var path = $"shipments/{parcel.GetProperty("id").GetString()}/address";

        using var near = await buyer.PutAsJsonAsync(path, Home with { Street = "Arbat 20" });
        using var abroad = await buyer.PutAsJsonAsync(path, Home with { Country = "KZ" });
        using var stranger = await new ParcelMarket(host).AsBuyer().PutAsJsonAsync(path, Home);

        Assert.Equal("Arbat 20", (await Body(near, 200)).GetProperty("to").GetProperty("street").GetString());
        Assert.Equal("delivery-not-served", (await Body(abroad, 409)).GetProperty("code").GetString());
        await Body(stranger, 404);
    }

    private string Secret() => host.Services.GetRequiredService<IConfiguration>()["Adapters:Shipping:local:WebhookSecret"]!;

    private async Task<HttpStatusCode> Webhook(string body, string secret, string carrier = "local")
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"webhooks/carriers/{carrier}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Signature", $"t={time},v1={Convert.ToHexStringLower(mac)}");
        using var response = await host.Anyone().SendAsync(request);
        return response.StatusCode;
    }

    private static string News(Guid shipment, string id, string state, DateTimeOffset at) => JsonSerializer.Serialize(
        new { id, shipmentId = shipment, reference = $"local-{shipment:N}", events = new[] { new { id, state, at } } });

    private static object Pack(SellerOrderId part, string carrier, params (int Line, int Quantity)[] lines) => new
    {
        sellerOrderId = part.Value, carrier, service = "courier",
        lines = lines.Select(l => new { line = l.Line, quantity = l.Quantity }),
    };

    private static string Path(JsonElement parcel, string action) =>
        $"shipments/{parcel.GetProperty("id").GetString()}/{action}";

    private static async Task<HttpStatusCode> Try(HttpClient seller, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "shipments") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await seller.SendAsync(request);
        return response.StatusCode;
    }
}
