using System.Text.Json;
using Marketplace.Client;

namespace Marketplace.Lab;

/// <summary>One offer of the lab's market.</summary>
public sealed record LabOffer(Guid Offer, Guid Shop, Guid Product);

/// <summary>A market made for measuring: some shops, many products with two variants, as much stock as asked for.</summary>
public sealed class LabMarket
{
    private const string Password = "lab password 2026";
    private static readonly object Address = new
    {
        country = "RU", city = "Москва", street = "Тверская, 1", recipientName = "Анна Петрова", phone = "+79001234567", postalCode = "101000",
    };

    /// <summary>The administrator.</summary>
    public required MarketplaceApi Admin { get; init; }

    /// <summary>A signed-in owner per shop.</summary>
    public required IReadOnlyDictionary<Guid, MarketplaceApi> Owners { get; init; }

    /// <summary>All offers.</summary>
    public required IReadOnlyList<LabOffer> Offers { get; init; }

    /// <summary>Puts shops and products up through the public API.</summary>
    public static async Task<LabMarket> Build(HttpClient http, int shops, int productsPerShop, int onHand, bool autoAccept = false)
    {
        var admin = await new MarketplaceApi(http).SignIn("admin@demo.test", HostProcess.AdminPassword);
        var category = (await admin.Post("categories", new { names = new { ru = "Всё", uz = "Hammasi", en = "Everything" } })).GetProperty("id").GetGuid();
        var (owners, offers) = (new Dictionary<Guid, MarketplaceApi>(), new List<LabOffer>());
        for (var s = 0; s < shops; s++)
        {
            var (owner, shop) = await Shop(http, admin, s, autoAccept);
            owners[shop] = owner;
            foreach (var chunk in Enumerable.Range(0, productsPerShop).Chunk(500))
            {
                var made = await owner.Post("seller/products/batch", new { items = chunk.Select(n => Product(s, n, category, onHand)) });
                offers.AddRange(OffersOf(made, shop));
            }
        }

        // Shops open in the catalogue a moment after they may sell.
        foreach (var first in offers.DistinctBy(o => o.Shop)) await Sells(http, first);
        return new LabMarket { Admin = admin, Owners = owners, Offers = offers };
    }

    /// <summary>Buys units of offers as a visitor: cart, checkout, place, payment; returns the order when it is paid.</summary>
    public static async Task<Guid> Buy(HttpClient http, IEnumerable<(LabOffer Offer, int Quantity)> lines, string token = "tok_ok", string? visitor = null)
    {
        var buyer = new MarketplaceApi(http) { CartToken = visitor ?? Guid.NewGuid().ToString("N") };
        foreach (var (offer, quantity) in lines) await buyer.Post("cart/items", new { offerId = offer.Offer, quantity });
        var checkout = (await buyer.Post("checkouts", new { address = Address })).GetProperty("id").GetGuid();
        var order = await buyer.Post($"checkouts/{checkout}/place", new { payment = new { provider = "sandbox", method = "card", token } }, $"place-{checkout:N}");
        var id = order.GetProperty("id").GetGuid();
        await Paid(buyer, id);
        return id;
    }

    /// <summary>Waits until an order is paid, the way a shop's page does: first for the payment's next step, then for the order.</summary>
    public static async Task Paid(MarketplaceApi buyer, Guid order)
    {
        await buyer.Get($"orders/{order}/payment", ("Prefer", "wait=10"));
        for (var attempt = 0; attempt < 6; attempt++)
        {
            var status = (await buyer.Get($"orders/{order}?after=confirmed", ("Prefer", "wait=10"))).GetProperty("status").GetString();
            if (status is not ("confirmed" or "draft")) return;
        }

        throw new TimeoutException($"Order {order} is still not paid.");
    }

    /// <summary>The seller's part of an order from acceptance to the buyer's door, by the seller's own delivery.</summary>
    public static async Task Deliver(MarketplaceApi owner, Guid shop, Guid order)
    {
        await foreach (var part in owner.All("seller/orders"))
        {
            if (part.GetProperty("orderId").GetGuid() != order) continue;
            var id = part.GetProperty("id").GetGuid();
            if (part.GetProperty("state").GetString() == "NEW") await owner.Post($"seller/orders/{id}/accept");
            await owner.Post($"seller/orders/{id}/pack");
            var parcel = (await owner.Post("shipments", new { sellerOrderId = id, carrier = "self" }, $"parcel-{id:N}")).GetProperty("id").GetGuid();
            await owner.Post($"shipments/{parcel}/label");
            await owner.Post($"shipments/{parcel}/handover");
            await owner.Post($"shipments/{parcel}/delivered");
            return;
        }

        throw new InvalidOperationException($"Shop {shop} has no part in order {order}.");
    }

    private static async Task Sells(HttpClient http, LabOffer offer)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await new MarketplaceApi(http) { CartToken = Guid.NewGuid().ToString("N") }.Post("cart/items", new { offerId = offer.Offer, quantity = 1 });
                return;
            }
            catch (ApiRefusedException e) when (attempt < 100 && e.Code == "offer-unavailable")
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task<(MarketplaceApi Owner, Guid Shop)> Shop(HttpClient http, MarketplaceApi admin, int number, bool autoAccept)
    {
        var email = $"owner{number}@lab.test";
        var owner = await new MarketplaceApi(http).Register(email, Password, $"Owner {number}");
        var shop = (await owner.Post("seller/shop", new { name = $"Lab {number}", slug = $"lab-{number}", country = "RU", legalForm = "COMPANY", autoAccept }))
            .GetProperty("id").GetGuid();
        await admin.Post($"sellers/{shop}/approve");
        while (!(await owner.Get("me")).GetProperty("roles").EnumerateArray().Any(r => r.GetString() == "seller"))
        {
            await Task.Delay(50);
            await owner.SignIn(email, Password);
        }

        return (owner, shop);
    }

    private static object Product(int shop, int number, Guid category, int onHand) => new
    {
        title = $"Товар {shop}-{number} для проверки", description = "Обыкновенный товар с двумя вариантами, каких много.", categoryId = category,
        variants = Enumerable.Range(0, 2).Select(v => new
        {
            onHand, attributes = new Dictionary<string, string> { ["Цвет"] = v == 0 ? "белый" : "синий" },
            offer = new
            {
                sku = $"lab-{number}-{v}", price = new { amount = 10_000 + number % 900 * 100 + v, currency = "RUB" }, weightGrams = 400,
                lengthMm = 200, widthMm = 150, heightMm = 80,
            },
        }),
    };

    private static IEnumerable<LabOffer> OffersOf(JsonElement made, Guid shop) =>
        from item in made.GetProperty("items").EnumerateArray()
        from variant in item.GetProperty("offers").EnumerateArray()
        select new LabOffer(variant.GetProperty("offer").GetGuid(), shop, item.GetProperty("product").GetGuid());
}
