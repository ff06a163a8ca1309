using Marketplace.Application;
using Marketplace.Application.Search;
using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Search;

namespace Marketplace.Infrastructure.Search;

/// <summary>A page of results: places from the index, everything shown from the catalogue as it is now.</summary>
internal sealed class SearchProductsHandler(ProductFinder finder, IListedProducts catalog, CategoryNames categories, QueryLog log)
    : IQuery<SearchProducts, SearchPage>
{
    public async Task<Result<SearchPage>> Handle(SearchProducts request, CancellationToken ct)
    {
        if (!Place.TryRead(request.Page.Cursor, request.Sort, out var place)) return Place.Unreadable;

        Found found;
        try
        {
            found = await finder.Find(request, place, ct);
        }
        catch (IndexAwayException)
        {
            return new Error(ErrorKind.Unavailable, "search-unavailable", "Search does not answer at the moment; try again shortly.");
        }

        if (place is null) log.Note(found.Read, found.Answer.Total == 0 || found.Stage > 0);
        var (limit, hits) = (request.Page.Limit, found.Answer.Hits);
        var next = hits.Count > limit ? Place.Write(request.Sort, found.Stage, hits[limit - 1].Place) : null;
        var shown = hits.Take(limit).ToList();
        var pins = place is null ? found.Pins : [];
        var cards = (await catalog.For([.. pins, .. shown.Select(h => h.Product)], ct)).Products.ToDictionary(p => p.Product);
        if (request.Sort == "relevance") shown = Variety.Of(Spelling.First(shown, cards, found.Read.Typed));
        var items = Items([.. pins, .. shown.Select(h => h.Product)], pins.Count, found.Read, cards);
        var reading = new SearchReading(found.Read.Typed, found.Read.Language, found.Read.Meant, found.Rescue, found.Categories);
        var total = new Total(found.Answer.Total + found.Pins.Count, found.Answer.Exact);
        return new SearchPage(items, next, total, await Facets(found.Answer.Facets, ct), reading);
    }

    // A product that left the catalogue a moment ago is left out.
    private static IReadOnlyList<SearchItem> Items(
        IReadOnlyList<ProductId> products, int pinned, ReadQuery read, Dictionary<ProductId, ListedProduct> cards)
    {
        var forms = read.AllForms;
        return [.. products.Select((p, i) => (Card: cards.GetValueOrDefault(p), Pinned: i < pinned)).Where(p => p.Card is not null)
            .Select(p => Item(p.Card!, p.Pinned, forms))];
    }

    private static SearchItem Item(ListedProduct card, bool pinned, IReadOnlySet<string> forms) => new(
        card.Product, card.Title, card.Category, card.Image, card.Price, card.CompareAt, card.Offer, card.Variant,
        new SearchShop(card.Shop, card.ShopName), card.Offers, card.ListedAt, card.InStock, card.Sold, pinned,
        [.. Highlights.In(card.Title, forms).Select(h => new SearchMark(h.Start, h.Length))]);

    private async Task<SearchFacets?> Facets(IndexFacets? counted, CancellationToken ct)
    {
        if (counted is null) return null;
        var names = (await categories.Current(catalog, ct)).Names;
        var shops = await catalog.ShopNames([.. counted.Shops.Select(s => new ShopId(s.Value))], ct);
        return new SearchFacets(
            [.. counted.Categories.Select(c => new CategoryCount(
                new(c.Value), names.GetValueOrDefault(new CategoryId(c.Value)) ?? new Dictionary<string, string>(), c.Count))],
            [.. counted.Shops.Select(s => new ShopCount(new(s.Value), shops.GetValueOrDefault(new ShopId(s.Value)) ?? "", s.Count))],
            [.. counted.Prices.Select(p => new PriceRange(p.From, p.To, p.Count))], counted.InStock);
    }
}

/// <summary>Among results that are as good as equal, those spelled as typed come first: the index knows no ё and no accents.</summary>
internal static class Spelling
{
    private const double Equal = 0.998;

    public static List<IndexHit> First(List<IndexHit> hits, Dictionary<ProductId, ListedProduct> cards, string typed)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (sorted, from) = (new List<IndexHit>(hits.Count), 0);
        while (from < hits.Count)
        {
            var to = from + 1;
            while (to < hits.Count && hits[to].Key >= hits[from].Key * Equal) to++;
            sorted.AddRange(hits.GetRange(from, to - from).OrderByDescending(h => AsTyped(h, cards, words)));
            from = to;
        }

        return sorted;
    }

    private static int AsTyped(IndexHit hit, Dictionary<ProductId, ListedProduct> cards, string[] words) =>
        cards.TryGetValue(hit.Product, out var card) ? words.Count(w => card.Title.Contains(w, StringComparison.OrdinalIgnoreCase)) : 0;
}

/// <summary>Spreads the shops of a page where their products are about equally good; what is clearly better stays first.</summary>
internal static class Variety
{
    private const int InARow = 2;
    private const double AboutEqual = 0.93;

    public static List<IndexHit> Of(List<IndexHit> hits)
    {
        var (left, spread) = (new List<IndexHit>(hits), new List<IndexHit>(hits.Count));
        while (left.Count > 0)
        {
            var best = left[0];
            var crowded = spread.Count >= InARow && spread.TakeLast(InARow).All(h => h.Shop == best.Shop);
            var other = crowded ? left.Find(h => h.Shop != best.Shop && h.Key >= best.Key * AboutEqual) : null;
            spread.Add(other ?? best);
            left.Remove(other ?? best);
        }

        return spread;
    }
}
