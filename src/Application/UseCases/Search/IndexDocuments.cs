using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Search;

namespace Marketplace.Application.Search;

/// <summary>Turns public products into what the index keeps of them.</summary>
internal static class IndexDocuments
{
    /// <summary>A reading as a batch: what was asked for and is not public any more is taken out.</summary>
    public static IndexBatch Batch(ListedReading reading, IReadOnlyCollection<ProductId> asked, IReadOnlyList<CategoryNode> tree)
    {
        var names = Names(tree);
        var found = reading.Products.Select(p => p.Product).ToHashSet();
        return new IndexBatch(reading.Stamp, [.. reading.Products.Select(p => Of(p, names))], [.. asked.Where(p => !found.Contains(p))]);
    }

    /// <summary>Names of every category in every language.</summary>
    public static Dictionary<CategoryId, string[]> Names(IReadOnlyList<CategoryNode> tree) =>
        tree.ToDictionary(n => n.Category, n => n.Names.Values.Distinct().ToArray());

    /// <summary>One product.</summary>
    public static IndexDocument Of(ListedProduct product, Dictionary<CategoryId, string[]> categories)
    {
        var places = categories.GetValueOrDefault(product.Category, []).Append(product.ShopName).ToArray();
        var words = CardWords.Of(new CardTexts(product.Title, product.Words, places, product.Description))
            .Select(w => new IndexedWord(w.Word, (int)w.Zone, w.Position)).ToArray();
        return new IndexDocument(
            product.Product, product.Category, product.Shop, product.Price.Minor, product.InStock, product.Sold, product.ListedAt, words,
            Fingerprint(product, words));
    }

    // FNV-1a: stable over hosts and versions, which a hash code is not. Of units sold only the order of magnitude counts, so that
    // a check brings popularity up to date without rewriting every product sold since.
    private static long Fingerprint(ListedProduct product, IndexedWord[] words)
    {
        var hash = 14695981039346656037UL;
        foreach (var word in words)
        {
            foreach (var c in word.Word) Mix(c);
            Mix((ulong)((word.Zone << 16) | word.Position));
        }

        foreach (var part in product.Category.Value.ToByteArray().Concat(product.Shop.Value.ToByteArray())) Mix(part);
        Mix((ulong)product.Price.Minor);
        Mix(product.InStock ? 1UL : 0);
        Mix((ulong)Math.Round(4 * Math.Log2(1 + product.Sold)));
        return unchecked((long)hash);

        void Mix(ulong value) => hash = unchecked((hash ^ value) * 1099511628211UL);
    }
}
