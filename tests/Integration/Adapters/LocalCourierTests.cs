using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Adapters.Shipping.Local;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters;

/// <summary>The local courier against a dispatcher of one's own.</summary>
public sealed class LocalCourierTests : CourierContract
{
    private const string Secret = "not-a-secret-outside-of-tests";

    private static readonly Address Home = new("RU", "Moscow", "Moscow", "Tverskaya 1", "125009", "Anna", "+79990000000");

    protected override async Task<CourierProviderScript> Begin() => await DispatcherScript.Start();

    [Fact]
    public async Task Without_a_dispatcher_a_parcel_has_the_same_reference_whenever_it_is_booked()
    {
        var courier = AdapterUnderTest.Of<ICourier>(new LocalAdapter(), new() { ["Enabled"] = "true" });
        var request = Parcel("key");

        var first = await courier.Book(request, TestContext.Current.CancellationToken);
        var second = await courier.Book(request with { Key = "another" }, TestContext.Current.CancellationToken);
        var other = await courier.Book(Parcel("key"), TestContext.Current.CancellationToken);

        Assert.IsType<BookingOutcome.Booked>(first);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Without_a_secret_no_webhook_is_believed()
    {
        var courier = AdapterUnderTest.Of<ICourier>(new LocalAdapter(), []);
        var at = DateTimeOffset.UtcNow;

        Assert.Null(courier.Read(DispatcherScript.Signed("", ShipmentId.New(at), "ref", at)));
    }

    [Theory]
    [InlineData(1000, "Moscow", 20000)]
    [InlineData(1001, "Moscow", 23000)]
    [InlineData(5000, "Moscow", 32000)]
    [InlineData(1000, "Khimki", 84000)]
    public async Task The_tariff_adds_distance_and_begun_kilograms_to_the_base(int grams, string city, long minor)
    {
        await using var script = await DispatcherScript.Start();
        var request = new RateRequest(
            Home with { City = "moscow" }, Home with { City = city }, [new ParcelSize(grams, 100, 100, 100)],
            new Money(100, Currency.Rub));

        var offered = Assert.IsType<RateOutcome.Offered>(await script.Courier.Rates(
            request, TestContext.Current.CancellationToken));

        Assert.Equal(minor, Assert.Single(offered.Rates).Price.Minor);
    }

    [Fact]
    public async Task A_large_light_parcel_is_charged_by_its_volume_and_dear_goods_travel_free()
    {
        await using var script = await DispatcherScript.Start();
        var large = new RateRequest(Home, Home, [new ParcelSize(100, 400, 300, 250)], new Money(100, Currency.Rub));

        var price = Assert.IsType<RateOutcome.Offered>(await script.Courier.Rates(
            large, TestContext.Current.CancellationToken)).Rates[0].Price;
        var free = Assert.IsType<RateOutcome.Offered>(await script.Courier.Rates(
            large with { DeclaredValue = new Money(500_000, Currency.Rub) }, TestContext.Current.CancellationToken))
                .Rates[0].Price;

        // 30 l weigh 6 kg: five kilograms above the included one.
        Assert.Equal(20000 + 5 * 3000, price.Minor);
        Assert.Equal(0, free.Minor);
    }

    private static BookingRequest Parcel(string key) => new(
        ShipmentId.New(DateTimeOffset.UtcNow), "courier", Home, Home with { Street = "Arbat 2" },
        [new ParcelSize(500, 200, 150, 100)],
        new Money(199_000, Currency.Rub), key);

    /// <summary>A dispatcher that keeps deliveries by idempotency key.</summary>
    private sealed class DispatcherScript : CourierProviderScript
    {
        private readonly ConcurrentDictionary<string, Delivery> _byKey = new();

        private ScriptedProvider _server = null!;

        public override ICourier Courier => field ??= AdapterUnderTest.Of<ICourier>(new LocalAdapter(), new()
        {
            ["DispatchUrl"] = _server.Address.ToString(), ["Timeout"] = "00:00:01", ["WebhookSecret"] = Secret,
            ["Tariffs:0:Currency"] = "RUB", ["Tariffs:0:Base"] = "4000", ["Tariffs:0:PerKm"] = "2000",
            ["Tariffs:0:PerKg"] = "3000",
            ["Tariffs:0:MinPrice"] = "15000", ["Tariffs:0:FreeFrom"] = "500000",
            ["Tariffs:1:Currency"] = "JPY", ["Tariffs:1:Base"] = "300", ["Tariffs:1:PerKm"] = "1",
            ["Tariffs:2:Currency"] = "KWD", ["Tariffs:2:MinPrice"] = "1505",
        });

        public override ScriptedProvider Server => _server;

        public override int Bookings => _byKey.Count;

        public override int Cancellations => _byKey.Values.Count(d => d.State == "cancelled");

        public override Address Elsewhere => Home with { Country = "KZ", City = "Almaty", Region = "Almaty" };

        public static async Task<DispatcherScript> Start()
        {
            var script = new DispatcherScript();
            script._server = await ScriptedProvider.Start((request, _) => Task.FromResult(script.Answer(request)));
            return script;
        }

        public override BookingRequest Served(string key) => Parcel(key);

        public override BookingRequest Refused(string key) => Parcel(key) with { Service = "by-dog-sled" };

        public override long PriceIn(Currency currency) => currency.Code switch { "RUB" => 20000, "JPY" => 308, _ => 1505 };

        public override void Deliver(string reference)
        {
            var at = DateTimeOffset.UnixEpoch.AddYears(56);
            Find(reference)!.Events.AddRange(
            [
                new("e3", "delivered", at.AddHours(2)), new("e1", "picked_up", at), new("e2", "en_route", at.AddHours(1)),
                new("e4", "weighed", at),
            ]);
        }

        public override CarrierWebhook Webhook(ShipmentId shipment, string reference, DateTimeOffset at) =>
            Signed(Secret, shipment, reference, at);

        public static CarrierWebhook Signed(string secret, ShipmentId shipment, string reference, DateTimeOffset at)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    id = "evt-1", shipmentId = shipment.Value, reference,
                    events = new[] { new Event("w2", "delivered", at), new Event("w1", "picked_up", at.AddHours(-1)) },
                }, JsonSerializerOptions.Web);
            var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var mac = HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(time + "."), .. body]);
            return new CarrierWebhook(
                body, new Dictionary<string, string>
                {
                    ["content-type"] = "application/json",
                    ["x-signature"] = $"t={time},v1={Convert.ToHexStringLower(mac)}"
                }, at);
        }

        private ScriptedAnswer Answer(ScriptedRequest request)
        {
            var path = request.Path.Trim('/').Split('/');
            if (path is ["deliveries"]) return Book(request);
            if (Find(path[1]) is not { } delivery)
                return Says(new { code = "not-found", message = "No such delivery." }, 404);
            if (path is ["deliveries", _]) return Says(delivery);
            if (delivery.Events.Count > 0) return Says(new { code = "on-the-way", message = "Too late." }, 409);
            delivery.State = "cancelled";
            return Says(delivery);
        }

        private ScriptedAnswer Book(ScriptedRequest request)
        {
            var wanted = JsonSerializer.Deserialize<JsonElement>(request.Body);
            if (wanted.GetProperty("service").GetString() == "by-dog-sled")
                return Says(new { code = "service-unknown", message = "No dogs." }, 422);
            return Says(
                _byKey.GetOrAdd(
                    request.Headers["idempotency-key"], _ => new Delivery(wanted.GetProperty("shipmentId").GetGuid())),
                        201);
        }

        private Delivery? Find(string reference) => _byKey.Values.FirstOrDefault(d => d.Reference == reference);

        private static ScriptedAnswer Says(object body, int status = 200) =>
            ScriptedAnswer.Json(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), status);

        private sealed record Event(string Id, string State, DateTimeOffset At);

        private sealed class Delivery(Guid shipment)
        {
            public string Reference { get; } = $"d-{shipment:N}";

            public string TrackingNumber { get; } = $"T{shipment:N}"[..12];

            public string State { get; set; } = "created";

            public List<Event> Events { get; } = [];
        }
    }
}
