using System.Text.Json;
using Marketplace.Client;
using Marketplace.Kernel;
using Marketplace.Lab;
using Marketplace.Ports.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>One shop, one offer, one buyer and support on a host whose clock the test moves.</summary>
public abstract class OrderBench : IAsyncLifetime
{
    private HttpClient _http = null!;
    private LabMarket _market = null!;

    protected Dictionary<string, string?> Settings { get; } = new()
    {
        ["Identity:FirstAdmin:Email"] = "admin@demo.test", ["Identity:FirstAdmin:Password"] = HostProcess.AdminPassword,
    };

    protected TestHost Host { get; private set; } = null!;

    /// <summary>What the visitor says where to write to.</summary>
    protected string? Email { get; init; }

    protected MarketplaceApi Buyer { get; private set; } = null!;

    protected MarketplaceApi Seller { get; private set; } = null!;

    protected HttpClient Support { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await TestHost.Start(Settings);
        _http = MarketplaceApi.Connect(new Uri(Host.Api, "/"));
        _market = await LabMarket.Build(_http, shops: 1, productsPerShop: 1, onHand: 10);
        Buyer = new MarketplaceApi(_http) { CartToken = Guid.NewGuid().ToString("N") };
        Seller = _market.Owners.Values.Single();
        Support = Host.As(UserId.New(DateTimeOffset.UtcNow), "support");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Support.Dispose();
        _http.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A placed order: its id and the id of its only part.</summary>
    protected async Task<(Guid Order, Guid Part)> Buy(int quantity = 1, string token = "tok_ok")
    {
        await Buyer.Post("cart/items", new { offerId = _market.Offers[0].Offer, quantity });
        var address = new
        {
            country = "RU", city = "Москва", street = "Тверская, 1", recipientName = "Анна", phone = "+79001234567",
            postalCode = "101000",
        };
        var checkout = (await Buyer.Post("checkouts", new { address, email = Email })).GetProperty("id").GetGuid();
        var payment = new { payment = new { provider = "sandbox", method = "card", token } };
        var placed = await Buyer.Post($"checkouts/{checkout}/place", payment, $"place-{checkout:N}");
        await Host.Settle();
        return (placed.GetProperty("id").GetGuid(), placed.GetProperty("sellerOrders")[0].GetProperty("id").GetGuid());
    }

    /// <summary>A parcel of the seller's own delivery with a label; all that is left when no quantity is given.</summary>
    protected async Task<Guid> Label(Guid part, int? quantity = null)
    {
        var lines = quantity is { } units ? new[] { new { line = 1, quantity = units } } : null;
        object body = lines is null
            ? new { sellerOrderId = part, carrier = "self" } : new { sellerOrderId = part, carrier = "self", lines };
        var parcel = (await Seller.Post("shipments", body)).GetProperty("id").GetGuid();
        await Seller.Post($"shipments/{parcel}/label");
        await Host.Settle();
        return parcel;
    }

    /// <summary>An accepted part whose parcel left.</summary>
    protected async Task<Guid> Send(Guid part, int? quantity = null)
    {
        var parcel = await Label(part, quantity);
        await Seller.Post($"shipments/{parcel}/handover");
        await Host.Settle();
        return parcel;
    }

    protected Task<JsonElement> Read(Guid order) => Buyer.Get($"orders/{order}");

    protected async Task<(string? Order, string? Part)> States(Guid order)
    {
        var seen = await Read(order);
        return (Text(seen, "status"), Text(seen.GetProperty("sellerOrders")[0], "state"));
    }

    protected async Task<(long Total, long Refunded)> Money(Guid order)
    {
        var seen = await Read(order);
        return (Amount(seen, "total"), Amount(seen, "refunded"));
    }

    /// <summary>What can be bought now.</summary>
    protected async Task<int> Available()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var quotes = scope.ServiceProvider.GetRequiredService<IOfferQuotes>();
        return (await quotes.For([new OfferId(_market.Offers[0].Offer)], CancellationToken.None)).Single().Available;
    }

    /// <summary>Events of the part's history, as its seller reads it.</summary>
    protected async Task<List<string?>> History(Guid part) =>
        [.. (await Seller.Get($"seller/orders/{part}/events")).GetProperty("items").EnumerateArray().Select(e => Text(e, "event"))];

    /// <summary>Topics somebody was told of.</summary>
    protected async Task<List<string>> Topics()
    {
        await using var command = Host.Database.CreateCommand(
            "SELECT topic FROM notifications.notifications WHERE channel = 'in-app' ORDER BY id");
        var topics = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) topics.Add(reader.GetString(0));
        return topics;
    }

    /// <summary>Books out of balance, or messages nobody could handle.</summary>
    protected async Task<long> Faults()
    {
        var faults = await CrashCounts.All(Host.Database, [], 5);
        string[] money = ["currencies whose ledger does not sum to zero", "postings out of balance", "dead letters"];
        return money.Sum(fault => faults[fault]);
    }

    protected static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static long Amount(JsonElement json, string name) => json.GetProperty(name).GetProperty("amount").GetInt64();
}
