using System.Diagnostics;
using System.Text.Json;
using Bogus;
using Marketplace.Client;

namespace Marketplace.Demo.Market;

/// <summary>Fills an empty market through its public API: categories, shops, products with variants and stock, and an account for every role.</summary>
internal sealed class DemoMarket(HttpClient http, DemoOptions options)
{
    private const int ProductsPerShop = 25;
    private readonly Randomizer _random = new(20261120);
    private readonly List<(string Role, string Email, string Password)> _signIns = [];

    /// <summary>Loads the market unless there is one; exit code 0 when it is there.</summary>
    public async Task<int> Load()
    {
        var admin = await new MarketplaceApi(http).SignIn(DemoOptions.AdminEmail, DemoOptions.AdminPassword);
        _signIns.Add(("admin", DemoOptions.AdminEmail, DemoOptions.AdminPassword));
        if ((await admin.Get("categories")).GetProperty("items").GetArrayLength() > 0)
        {
            Console.WriteLine("The market has goods already; nothing was loaded.");
            return 0;
        }

        var watch = Stopwatch.StartNew();
        var categories = await Categories(admin);
        foreach (var role in (string[])["buyer", "courier", "support", "moderator", "finance"]) await Person(admin, role);
        await Parallel.ForEachAsync(Assortment.Shops.Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (shop, _) => await Shop(admin, shop.Index, shop.Item.Name, shop.Item.Slug, categories));
        await WriteSignIns();
        Console.WriteLine(
            $"Demo market: {Assortment.Shops.Length} shops, {Assortment.Shops.Length * ProductsPerShop} products in {watch.Elapsed.TotalSeconds:0.0} s.");
        return 0;
    }

    private static async Task<Dictionary<string, Guid>> Categories(MarketplaceApi admin)
    {
        var ids = new Dictionary<string, Guid>();
        foreach (var (position, top) in Assortment.Tree.Index())
        {
            var parent = await Add(top.Ru, top.Uz, top.En, null, position);
            foreach (var (inner, below) in top.Below.Index()) ids[below.Ru] = await Add(below.Ru, below.Uz, below.En, parent, inner);
        }

        return ids;

        async Task<Guid> Add(string ru, string uz, string en, Guid? parentId, int position) =>
            (await admin.Post("categories", new { names = new { ru, uz, en }, parentId, position })).GetProperty("id").GetGuid();
    }

    private async Task Person(MarketplaceApi admin, string role)
    {
        var email = $"{role}@demo.test";
        var person = await new MarketplaceApi(http).Register(email, DemoOptions.Password, new Faker("ru").Name.FullName());
        if (role != "buyer") await admin.Post($"users/{person.User}/roles", new { role, granted = true });
        _signIns.Add((role, email, DemoOptions.Password));
    }

    private async Task Shop(MarketplaceApi admin, int number, string name, string slug, Dictionary<string, Guid> categories)
    {
        var email = $"{slug}@demo.test";
        var faker = new Faker("ru") { Random = new Randomizer(1000 + number) };
        var owner = await new MarketplaceApi(http).Register(email, DemoOptions.Password, faker.Name.FullName());
        var shop = await owner.Post("seller/shop", new
        {
            name, slug, country = "RU", legalForm = "COMPANY", kind = "GOODS", autoAccept = number % 4 == 0, description = $"{name}: выбираем сами и отправляем за день.",
        });
        await admin.Post($"sellers/{shop.GetProperty("id").GetGuid()}/approve");
        await WaitForRole(owner, email);
        await owner.Put("seller/payout-account", new { provider = "sandbox", token = "acct_ok", schedule = "DAILY" });

        var items = Enumerable.Range(0, ProductsPerShop).Select(n => Product(faker, name, slug, n, categories)).ToList();
        await owner.Post("seller/products/batch", new { items });
        lock (_signIns) _signIns.Add((number == 0 ? "seller" : $"seller {name}", email, DemoOptions.Password));
    }

    // The seller role comes with a message after the approval; the next sign-in carries it.
    private static async Task WaitForRole(MarketplaceApi owner, string email)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await owner.SignIn(email, DemoOptions.Password);
            if ((await owner.Get("me")).GetProperty("roles").EnumerateArray().Any(r => r.GetString() == "seller")) return;
            await Task.Delay(100);
        }

        throw new InvalidOperationException("The seller role did not arrive in ten seconds: is the worker role running?");
    }

    private static object Product(Faker faker, string shop, string slug, int number, Dictionary<string, Guid> categories)
    {
        var own = Assortment.Kinds.Where(k => k.Makers.Contains(shop)).ToArray();
        var kind = own.Length > 0 && number % 5 != 4 ? faker.PickRandom(own) : faker.PickRandom(Assortment.Kinds);
        var (thing, maker) = (faker.PickRandom(kind.Things), faker.PickRandom(kind.Makers));
        var price = (long)Math.Round(faker.Random.Double(kind.From, kind.To) / 10) * 1000 - 100;
        return new
        {
            title = $"{thing} «{maker}» {(char)('А' + faker.Random.Int(0, 25))}-{faker.Random.Int(10, 99)}",
            description = $"{thing} от мастерской «{maker}». {faker.PickRandom(Praise)} Отправка за день, возврат 14 дней.",
            categoryId = categories[kind.Category],
            attributes = new Dictionary<string, string> { ["Производитель"] = maker },
            tags = new[] { kind.Category.ToLowerInvariant() },
            variants = kind.Values.Take(faker.Random.Int(1, kind.Values.Length)).Select((value, v) => new
            {
                attributes = new Dictionary<string, string> { [kind.Attribute] = value },
                onHand = faker.Random.Int(0, 10) == 0 ? 0 : faker.Random.Int(2, 60),
                offer = new
                {
                    sku = $"{slug}-{number:00}-{v}", price = new { amount = price + v * 5000, currency = "RUB" },
                    weightGrams = kind.Grams, lengthMm = kind.Size.L, widthMm = kind.Size.W, heightMm = kind.Size.H, handlingDays = 1, returnDays = 14,
                },
            }).ToArray(),
        };
    }

    private static readonly string[] Praise =
    [
        "Служит долго и приятно лежит в руке.", "Сделано небольшой партией.", "Хороший подарок.", "Проверено на себе всей мастерской.",
        "Натуральные материалы, аккуратная упаковка.", "Любимая вещь постоянных покупателей.",
    ];

    private async Task WriteSignIns()
    {
        var lines = _signIns.OrderBy(s => s.Role.StartsWith("seller ", StringComparison.Ordinal)).Select(s => $"{s.Role,-28} {s.Email,-34} {s.Password}");
        if (options.Named("--signins") is { } file) await File.WriteAllLinesAsync(file, lines);
        else foreach (var line in lines) Console.WriteLine(line);
    }
}
