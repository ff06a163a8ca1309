using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Outbox;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Integration.Shipping;

/// <summary>Orders that are paid and accepted, as Shipping and Returns find them; each test has its own shop and
/// buyer.</summary>
internal sealed class ParcelMarket(TestHost host)
{
    private static readonly OrderTimers Timers = new(
        TimeSpan.FromHours(24), TimeSpan.FromMinutes(5), TimeSpan.FromHours(72), TimeSpan.FromHours(48),
        TimeSpan.FromDays(14),
        TimeSpan.FromHours(24), TimeSpan.FromHours(24));

    public static readonly Address Home = new("RU", "Moscow", "Moscow", "Arbat 2", "119002", "Anna", "+79990000000");

    public ShopId Shop { get; } = ShopId.New(DateTimeOffset.UtcNow);

    public UserId Buyer { get; } = UserId.New(DateTimeOffset.UtcNow);

    public TestHost Host => host;

    public HttpClient AsSeller() => host.AsSeller(UserId.New(DateTimeOffset.UtcNow), Shop);

    public HttpClient AsBuyer() => host.As(Buyer, "buyer");

    public (UserId Id, HttpClient Client) Courier()
    {
        var id = UserId.New(DateTimeOffset.UtcNow);
        return (id, host.As(id, "courier"));
    }

    /// <summary>A seller order that waits for its parcels, one line per quantity.</summary>
    public async Task<(OrderId Order, SellerOrderId Part)> Accepted(params int[] quantities)
    {
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var order = Placed(quantities, now);
        Ok(order.Accept(order.Parts[0].Id, Timers, now));
        await Keep(order);
        return (order.Id, order.Parts[0].Id);
    }

    /// <summary>A seller order whose goods are with the buyer.</summary>
    public async Task<(OrderId Order, SellerOrderId Part)> Delivered(params int[] quantities)
    {
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var order = Placed(quantities, now);
        var part = order.Parts[0].Id;
        var parcel = new Parcel(
            ShipmentId.New(now), "self", "T1", [.. quantities.Select((q, i) => new Units(i + 1, q))], ParcelState.Moving);
        Ok(order.Accept(part, Timers, now));
        Ok(order.Pack(part, now));
        Ok(order.ParcelMoved(part, parcel, Timers, now, now));
        Ok(order.ParcelDelivered(part, parcel, Timers, now, now));
        await Keep(order);
        return (order.Id, part);
    }

    public async Task<SellerOrderFacts> Facts(SellerOrderId part)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ISellerOrders>().Find(part, CancellationToken.None))!;
    }

    /// <summary>Says to everybody what another context would say.</summary>
    public async Task Tell(IMessage message)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        work.Send(message);
        await work.Commit(null, CancellationToken.None);
    }

    /// <summary>Packs everything that is left and has it labelled.</summary>
    public async Task<JsonElement> Labelled(HttpClient seller, SellerOrderId part, string carrier)
    {
        var packed = await Send(
            seller, "shipments", new { sellerOrderId = part.Value, carrier, service = "courier", from = Home }, 201);
        var id = packed.GetProperty("id").GetString();
        await Send(seller, $"shipments/{id}/label", null, 200);
        await host.Settle();
        return await Read(seller, $"shipments/{id}");
    }

    public static async Task<JsonElement> Send(HttpClient client, string path, object? body, int status, string? key = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, path)
        { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        using var response = await client.SendAsync(request);
        return await Body(response, status);
    }

    public static async Task<JsonElement> Read(HttpClient client, string path, int status = 200)
    {
        using var response = await client.GetAsync(path);
        return await Body(response, status);
    }

    public static async Task<JsonElement> Body(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode != status) throw new InvalidOperationException(
            $"{(int)response.StatusCode}, not {status}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private Order Placed(int[] quantities, DateTimeOffset now)
    {
        var delivery = new DeliveryChoice("local:courier", "local", "courier", "Courier", Rub(250_00), 1, 3, "platform",
            false);
        var lines = quantities.Select((q, i) => new LineToPlace(
            new LineGoods(
                OfferId.New(now), ProductId.New(now), null, $"Thing {i + 1}", $"SKU-{i + 1}", q,
                new UnitSize(500, 200, 150, 100), 1, 14),
            Terms(1000_00L * q)));
        var free = new LineToPlace(
            new LineGoods(null, null, null, "Courier", "local:courier", 1, default, 0, 0), Terms(250_00));
        var order = Order.Place(
            OrderId.New(now), Buyer, Home,
            [new PlacedPart(SellerOrderId.New(now), Shop, "Shop", false, false, delivery, [free, .. lines])],
            new PlacedTerms(new PayWith("sandbox", "card", null), now.AddMinutes(30), Timers.LateMoney), now);
        order.ConfirmPaid(Timers, now);
        return order;
    }

    private static LineTerms Terms(long pays) => new(
        Rub(1000_00), new LineAmounts(Rub(pays), Rub(pays), Rub(0), Rub(0), Rub(0), Rub(0)), default, null,
        default, "platform");

    private static Money Rub(long minor) => new(minor, Currency.Rub);

    private async Task Keep(Order order)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        db.Add(order);
        await db.SaveChangesAsync();
    }

    private static void Ok(Result result)
    {
        if (result.Failed(out var error)) throw new InvalidOperationException(error.Message);
    }
}
