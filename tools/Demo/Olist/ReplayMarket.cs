using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Marketplace.Client;

namespace Marketplace.Demo.Olist;

/// <summary>Puts the recorded sellers, their goods and their freight up for sale, each seller by its own account.</summary>
internal sealed class ReplayMarket(
    HttpClient http, OlistFiles files, IReadOnlyList<OrderPlan> plans, ReplayJournal journal, string currency,
    ReplayAccount admin)
{
    // The recorded hand-overs keep within the longest handling time the marketplace takes.
    private const int HandlingDays = 60;
    private const int SpareUnits = 10;
    private readonly ConcurrentDictionary<string, ReplayAccount> _accounts = new();
    private readonly ConcurrentDictionary<string, Guid> _categories = new();

    /// <summary>A seller's account.</summary>
    public ReplayAccount Account(string seller) =>
        _accounts.GetOrAdd(seller, s => new ReplayAccount(http, $"{s}@olist.test", ReplayAccount.SellerPassword));

    /// <summary>Sets up every seller that is not ready yet.</summary>
    public async Task Open(int clients, Progress progress, CancellationToken ct)
    {
        var bySeller = plans.SelectMany(p => p.Order.Freight.Keys.Select(seller => (seller, p)))
            .GroupBy(x => x.seller, x => x.p).Where(g => !journal.Sellers.ContainsKey(g.Key)).ToList();
        if (bySeller.Count == 0) return;

        var goods = bySeller.SelectMany(g => g).SelectMany(p => p.Order.Lines);
        await Categories(goods.Select(l => CategoryOf(l.Product)).Distinct());
        var (ready, all) = (journal.Sellers.Count, journal.Sellers.Count + bySeller.Count);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = clients, CancellationToken = ct };
        await Parallel.ForEachAsync(bySeller, parallel, async (seller, _) =>
        {
            journal.Note(await Open(seller.Key, [.. seller]));
            progress.Say($"sellers {Interlocked.Increment(ref ready)}/{all}");
        });
    }

    private async Task<SellerNote> Open(string seller, List<OrderPlan> orders)
    {
        var account = Account(seller);
        var owner = new MarketplaceApi(http);
        await Unless(HttpStatusCode.Conflict,
            () => owner.Register(account.Email, ReplayAccount.SellerPassword, $"Owner {seller[..8]}"));
        await owner.SignIn(account.Email, ReplayAccount.SellerPassword);
        await Unless(HttpStatusCode.Conflict, () => owner.Post("seller/shop", new
        {
            name = $"Olist {seller[..8]} {files.Sellers[seller].City}", slug = $"olist-{seller}", country = "BR",
            legalForm = "COMPANY",
        }));
        var shop = (await owner.Get("seller/shop")).GetProperty("id").GetGuid();
        var approver = await admin.On(0);
        await Unless(HttpStatusCode.Conflict, () => approver.Post($"sellers/{shop}/approve"));
        await WaitForRole(owner, account.Email);
        // Named already by an attempt that was interrupted: then a version would have to be matched.
        await Unless(HttpStatusCode.PreconditionRequired,
            () => owner.Put("seller/payout-account", new { provider = "sandbox", token = "acct_ok", schedule = "DAILY" }));
        await Deliveries(owner, seller, orders);
        return new SellerNote(seller, shop, await Goods(owner, seller, orders));
    }

    private async Task Deliveries(MarketplaceApi owner, string seller, List<OrderPlan> orders)
    {
        var there = (await owner.Get("seller/delivery-profiles")).GetProperty("items").GetArrayLength();
        var destinations = orders.Select(p => (FreightTable.RegionOf(p.Order, p.Header, files), p.Order.Freight[seller]));
        var profiles = FreightTable.Profiles(destinations, files.Sellers[seller], currency);
        foreach (var (n, profile) in profiles.Index().Skip(there))
            await owner.Post("seller/delivery-profiles", profile, $"olist-freight-{n}");
    }

    private async Task<IReadOnlyDictionary<string, Guid>> Goods(MarketplaceApi owner, string seller, List<OrderPlan> orders)
    {
        var offers = new Dictionary<string, Guid>();
        var cards = orders.SelectMany(p => p.Order.Lines).Where(l => l.Seller == seller)
            .GroupBy(l => l.Product).Select(Card);
        foreach (var chunk in cards.Chunk(500))
        {
            var made = await owner.Post("seller/products/batch", new { items = chunk });
            foreach (var item in made.GetProperty("items").EnumerateArray())
            {
                if (item.GetProperty("errors").GetArrayLength() > 0)
                    throw new InvalidOperationException($"A card was refused: {item}");
                foreach (var offer in item.GetProperty("offers").EnumerateArray())
                    offers[offer.GetProperty("sku").GetString()!] = offer.GetProperty("offer").GetGuid();
            }
        }

        return offers;
    }

    private object Card(IGrouping<string, OlistLine> product)
    {
        var recorded = files.Products[product.Key];
        var (grams, length, width, height) = (recorded.Grams, recorded.LengthMm, recorded.WidthMm, recorded.HeightMm);
        var category = CategoryOf(product.Key);
        return new
        {
            title = $"{category} {product.Key[..8]}",
            description = $"Recorded product {product.Key}; a variant for every price it was sold at.",
            categoryId = _categories[category],
            variants = product.GroupBy(l => l.Price).OrderBy(g => g.Key).Select(point => new
            {
                onHand = point.Sum(l => l.Quantity) + SpareUnits,
                attributes = new Dictionary<string, string> { ["Price point"] = $"{point.Key}" },
                offer = new
                {
                    sku = point.First().Sku, price = new { amount = point.Key, currency }, weightGrams = grams,
                    lengthMm = length, widthMm = width, heightMm = height, handlingDays = HandlingDays, returnDays = 30,
                },
            }),
        };
    }

    private async Task Categories(IEnumerable<string> names)
    {
        var api = await admin.On(0);
        foreach (var node in (await api.Get("categories")).GetProperty("items").EnumerateArray()) Remember(node);
        foreach (var name in names.Where(n => !_categories.ContainsKey(n)).ToList())
            Remember(await api.Post("categories", new { names = new { ru = name, uz = name, en = name } }));
    }

    private void Remember(JsonElement node) =>
        _categories[node.GetProperty("names").GetProperty("en").GetString()!] = node.GetProperty("id").GetGuid();

    private string CategoryOf(string product)
    {
        var recorded = files.Products[product].Category;
        var name = files.CategoryNames.GetValueOrDefault(recorded) ?? (recorded.Length > 0 ? recorded : "other");
        return name.Replace('_', ' ');
    }

    // The seller role comes with a message after the approval; the next sign-in carries it.
    private static async Task WaitForRole(MarketplaceApi owner, string email)
    {
        for (var attempt = 1; attempt <= 200; attempt++)
        {
            await owner.SignIn(email, ReplayAccount.SellerPassword);
            if ((await owner.Get("me")).GetProperty("roles").EnumerateArray().Any(r => r.GetString() == "seller")) return;
            await Task.Delay(Math.Min(20 * attempt, 500));
        }

        throw new TimeoutException("The seller role did not arrive: is the worker role running?");
    }

    private static async Task Unless(HttpStatusCode doneBefore, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ApiRefusedException refused) when (refused.Status == doneBefore)
        {
            // An interrupted run has done it.
        }
    }
}
