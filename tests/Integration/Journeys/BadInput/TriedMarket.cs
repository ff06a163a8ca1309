using System.Text.Json.Nodes;
using Marketplace.Client;
using Marketplace.Kernel;
using Marketplace.Lab;
using Marketplace.Ports.Identity;

namespace Marketplace.Tests.Integration.Journeys.BadInput;

/// <summary>A market with a shop and a paid order, so that bad input reaches more than "not found".</summary>
internal sealed class TriedMarket : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Identity:FirstAdmin:Email"] = "admin@demo.test", ["Identity:FirstAdmin:Password"] = HostProcess.AdminPassword,
    };

    private readonly Dictionary<string, HttpClient> _clients = [];
    private readonly Dictionary<string, string> _ids = [];
    private MarketplaceApi? _owner;

    private TriedMarket(TestHost host) => Host = host;

    /// <summary>Its own host: its clock is moved and its messages are broken into pieces.</summary>
    public TestHost Host { get; }

    /// <summary>A market to be tried.</summary>
    public static async Task<TriedMarket> Open()
    {
        var market = new TriedMarket(await TestHost.Start(Settings));
        await market.Fill();
        return market;
    }

    /// <summary>The client of a role; <c>nobody</c> has neither account nor cart, <c>stranger</c> sells in another shop.</summary>
    public HttpClient ClientOf(string caller) => _clients[caller];

    /// <summary>The address of an operation with ids that exist, or with one place set to something else.</summary>
    public string Target(Operation operation, string? field = null, string? value = null)
    {
        var target = operation.Path;
        foreach (var name in operation.PathFields)
            target = target.Replace($"{{{name}}}", name == field ? value : IdIn(operation.Path, name), StringComparison.Ordinal);
        return operation.QueryFields.Contains("price") ? target + "?price=1000" : target;
    }

    /// <summary>The example with ids that exist.</summary>
    public JsonNode Meant(JsonNode example)
    {
        var copy = example.DeepClone();
        Fill(copy);
        return copy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A program of the shop with a key that may do all a key may.</summary>
    public async Task<HttpClient> KeyWithEveryScope()
    {
        var key = await _owner!.Post("me/api-keys", new { name = "Everything", scopes = KeyScopes.All });
        var client = Host.Anyone();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.GetProperty("secret").GetString());
        return client;
    }

    private async Task Fill()
    {
        var http = MarketplaceApi.Connect(new Uri(Host.Api, "/"));
        var lab = await LabMarket.Build(http, shops: 1, productsPerShop: 2, onHand: 1000);
        var (offer, (shop, owner)) = (lab.Offers[0], lab.Owners.Single());
        _owner = owner;
        var visitor = Guid.NewGuid().ToString("N");
        var order = await LabMarket.Buy(http, [(offer, 2)], visitor: visitor);
        var part = (await owner.Get("seller/orders")).GetProperty("items")[0].GetProperty("id").GetGuid();
        var buyer = new MarketplaceApi(http) { CartToken = visitor };
        await buyer.Post("cart/items", new { offerId = offer.Offer, quantity = 1 });
        var address = new { country = "RU", city = "Moscow", street = "Tverskaya 1", recipientName = "Anna K", phone = "+79161234567", postalCode = "101000" };
        var checkout = (await buyer.Post("checkouts", new { address })).GetProperty("id").GetGuid();
        var post = (await owner.Post("seller/staff", new { email = "clerk@example.com", role = "cashier" })).GetProperty("id").GetGuid();
        var product = await owner.Get($"seller/products/{offer.Product}");
        var category = product.GetProperty("categoryId").GetGuid();

        foreach (var (name, id) in (List<(string, Guid)>)[
            ("offerId", offer.Offer), ("offer", offer.Offer), ("productId", offer.Product), ("shopId", shop), ("sellerOrderId", part), ("orderId", order),
            ("categoryId", category), ("variantId", product.GetProperty("variants")[0].GetProperty("id").GetGuid()), ("/orders/", order), ("/seller/orders/", part), ("/checkouts/", checkout), ("/products/", offer.Product),
            ("/seller/products/", offer.Product), ("/seller/offers/", offer.Offer), ("/sellers/", shop), ("/seller/staff/", post), ("/categories/", category)])
            _ids[name] = id.ToString();

        AddClients(new ShopId(shop), visitor);
    }

    private void AddClients(ShopId shop, string visitor)
    {
        _clients["nobody"] = Host.Anyone();
        _clients["anon"] = Host.Anyone(visitor);
        _clients["seller"] = Host.AsSeller(new UserId(Guid.NewGuid()), shop);
        _clients["stranger"] = Host.AsSeller(new UserId(Guid.NewGuid()), new ShopId(Guid.NewGuid()));
        foreach (var role in SystemRoles.OfShops) _clients[role] = Host.AsShopStaff(new UserId(Guid.NewGuid()), shop, role);
        _clients["foreign-manager"] = Host.AsShopStaff(new UserId(Guid.NewGuid()), new ShopId(Guid.NewGuid()), "shop-manager");
        foreach (var role in (string[])["buyer", "courier", "support", "moderator", "finance", "admin"])
            _clients[role] = Host.As(new UserId(Guid.NewGuid()), role);
        _clients["buyer"].DefaultRequestHeaders.Add("X-Cart-Token", Guid.NewGuid().ToString("N"));
    }

    private string IdIn(string path, string name)
    {
        if (name is "provider" or "queue") return "sandbox";
        if (name is "carrier") return "local";
        if (name is "slug") return "lab-0";
        if (name is "number") return "AB123";
        var place = path.Replace("/api/v1", "", StringComparison.Ordinal);
        return _ids.GetValueOrDefault(name) ?? _ids.GetValueOrDefault(place[..(place.IndexOf('{', StringComparison.Ordinal))]) ?? Guid.NewGuid().ToString();
    }

    private void Fill(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Fill(item);
        }

        if (node is not JsonObject fields) return;
        foreach (var (name, value) in fields.ToList())
        {
            if (value is JsonValue && _ids.TryGetValue(name, out var id)) fields[name] = id;
            else if (name is "parentId") fields[name] = null;
            else Fill(value);
        }
    }
}
