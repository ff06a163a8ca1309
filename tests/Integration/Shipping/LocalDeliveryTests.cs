using System.Net;
using System.Text.Json;
using Xunit;
using static Marketplace.Tests.Integration.Shipping.ParcelMarket;

namespace Marketplace.Tests.Integration.Shipping;

/// <summary>The market's own couriers over HTTP; one host, because a courier on shift takes offers of every test.</summary>
public sealed class LocalDeliveryTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private ParcelMarket _market = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start();
        _market = new ParcelMarket(_host);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_parcel_goes_from_the_seller_to_the_buyers_door_with_both_codes()
    {
        var (order, part) = await _market.Accepted(2);
        using var seller = _market.AsSeller();
        using var buyer = _market.AsBuyer();
        var parcel = await _market.Labelled(seller, part, "local");
        var (_, courier) = _market.Courier();
        await Send(courier, "courier/shifts", null, 200);
        await _host.Settle();

        var task = Assert.Single((await Read(courier, "courier/tasks")).GetProperty("items").EnumerateArray().ToList());
        var path = $"courier/tasks/{task.GetProperty("id").GetString()}";
        Assert.Equal("", task.GetProperty("to").GetProperty("recipientName").GetString());
        await Send(courier, $"{path}/accept", null, 200);
        await Send(courier, $"{path}/arrive", null, 200);
        await Send(courier, $"{path}/pick-up", new { code = Wrong(parcel.GetProperty("pickupCode")) }, 422);
        var carried = await Send(
            courier, $"{path}/pick-up", new { code = parcel.GetProperty("pickupCode").GetString() }, 200);
        await Send(courier, $"{path}/deliver", new { code = "123456" }, 409);
        await Send(courier, $"{path}/arrive", null, 200);
        var codes = await Read(buyer, $"orders/{order}/delivery-codes");
        var code = codes.GetProperty("items")[0].GetProperty("code");
        var miss = await Send(courier, $"{path}/deliver", new { code = Wrong(code) }, 422);
        var done = await Send(courier, $"{path}/deliver", new { code = code.GetString() }, 200);
        await _host.Settle();

        Assert.Equal("PICKED_UP", carried.GetProperty("state").GetString());
        Assert.Equal(("code-wrong", 4), (miss.GetProperty("code").GetString(), miss.GetProperty("triesLeft").GetInt32()));
        Assert.Equal("DONE", done.GetProperty("state").GetString());
        Assert.False(done.TryGetProperty("to", out _));
        var delivered = await Read(seller, $"shipments/{parcel.GetProperty("id").GetString()}");
        Assert.Equal("DELIVERED", delivered.GetProperty("status").GetString());
        Assert.Equal("CODE", delivered.GetProperty("proof").GetProperty("kind").GetString());
        Assert.Equal("DELIVERED", (await _market.Facts(part)).State);
    }

    [Fact]
    public async Task An_offer_nobody_answers_goes_to_the_next_courier_and_the_first_one_lost_it()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        await _market.Labelled(seller, part, "local");
        var (_, first) = _market.Courier();
        await Send(first, "courier/shifts", null, 200);
        await _host.Settle();
        var task = (await Read(first, "courier/tasks")).GetProperty("items")[0].GetProperty("id").GetString();
        var (_, second) = _market.Courier();
        await Send(second, "courier/shifts", null, 200);

        await _host.Advance(TimeSpan.FromSeconds(61));

        var lost = await Send(first, $"courier/tasks/{task}/accept", null, 409);
        Assert.Equal("task-taken", lost.GetProperty("code").GetString());
        Assert.Empty((await Read(first, "courier/tasks")).GetProperty("items").EnumerateArray());
        await Send(second, $"courier/tasks/{task}/accept", null, 200);
        await Send(second, "courier/shifts/end", null, 409);
    }

    [Fact]
    public async Task Of_many_acceptances_at_once_one_wins()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        await _market.Labelled(seller, part, "local");
        var (_, courier) = _market.Courier();
        await Send(courier, "courier/shifts", null, 200);
        await _host.Settle();
        var task = (await Read(courier, "courier/tasks")).GetProperty("items")[0].GetProperty("id").GetString();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => courier.PostAsync($"courier/tasks/{task}/accept", null)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
    }

    [Fact]
    public async Task Three_vain_attempts_bring_the_parcel_back_and_the_order_is_returned()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        var parcel = await _market.Labelled(seller, part, "local");
        var (courier, path) = await Carrying(parcel);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Send(courier, $"{path}/arrive", null, 200);
            var failed = await Send(courier, $"{path}/fail", new { reason = "not_home" }, 200);
            Assert.Equal(attempt < 3 ? "FAILED" : "RETURNING", failed.GetProperty("state").GetString());
        }

        var id = parcel.GetProperty("id").GetString();
        Assert.Equal("RETURNING", (await Read(seller, $"shipments/{id}")).GetProperty("status").GetString());
        await Send(seller, $"shipments/{id}/returned", null, 200);
        await _host.Settle();
        Assert.Equal("RETURNED", (await _market.Facts(part)).State);
        Assert.Empty((await Read(courier, "courier/tasks")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_code_and_a_photo_still_proves_the_delivery()
    {
        var (order, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        using var buyer = _market.AsBuyer();
        var (courier, path) = await Carrying(await _market.Labelled(seller, part, "local"));
        await Send(courier, $"{path}/arrive", null, 200);
        var code = (await Read(buyer, $"orders/{order}/delivery-codes")).GetProperty("items")[0].GetProperty("code");

        for (var miss = 1; miss <= 5; miss++) await Send(
            courier, $"{path}/deliver", new { code = Wrong(code) }, miss < 5 ? 422 : 423);
        await Send(courier, $"{path}/deliver", new { code = code.GetString() }, 423);
        var done = await Send(courier, $"{path}/deliver", new { kind = "PHOTO", file = "proofs/door.jpg" }, 200);

        Assert.Equal("DONE", done.GetProperty("state").GetString());
        Assert.True(done.GetProperty("deliveryCodeLocked").GetBoolean());
    }

    [Fact]
    public async Task A_parcel_that_is_called_off_takes_its_task_along_and_may_be_packed_again()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        var parcel = await _market.Labelled(seller, part, "local");
        var (_, courier) = _market.Courier();
        await Send(courier, "courier/shifts", null, 200);
        await _host.Settle();

        await Send(seller, $"shipments/{parcel.GetProperty("id").GetString()}/cancel", null, 200);
        await _host.Settle();

        Assert.Empty((await Read(courier, "courier/tasks")).GetProperty("items").EnumerateArray());
        await Send(seller, "shipments", new { sellerOrderId = part.Value }, 201);
    }

    [Fact]
    public async Task A_courier_who_falls_silent_cannot_keep_a_parcel_for_ever()
    {
        var (_, part) = await _market.Accepted(1);
        using var seller = _market.AsSeller();
        var parcel = await _market.Labelled(seller, part, "local");
        await Carrying(parcel);
        await _host.Settle();

        for (var day = 0; day < 3; day++) await _host.Advance(TimeSpan.FromHours(25));
        var back = await Read(seller, $"shipments/{parcel.GetProperty("id").GetString()}");
        await _host.Advance(TimeSpan.FromDays(8));
        var lost = await Read(seller, $"shipments/{parcel.GetProperty("id").GetString()}");

        Assert.Equal("RETURNING", back.GetProperty("status").GetString());
        Assert.Equal("LOST", lost.GetProperty("status").GetString());
        Assert.Equal("CANCELLED", (await _market.Facts(part)).State);
    }

    private async Task<(HttpClient Courier, string Path)> Carrying(JsonElement parcel)
    {
        var (_, courier) = _market.Courier();
        await Send(courier, "courier/shifts", null, 200);
        await _host.Settle();
        var path = $"courier/tasks/{(await Read(courier, "courier/tasks")).GetProperty("items")[0].GetProperty("id").GetString()}";
        await Send(courier, $"{path}/accept", null, 200);
        await Send(courier, $"{path}/arrive", null, 200);
        await Send(courier, $"{path}/pick-up", new { code = parcel.GetProperty("pickupCode").GetString() }, 200);
        return (courier, path);
    }

    private static string Wrong(JsonElement code) => code.GetString() == "000000" ? "000001" : "000000";
}
