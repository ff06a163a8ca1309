using Marketplace.Kernel;

namespace Marketplace.Application.Search;

/// <summary>What somebody looks for.</summary>
/// <param name="Text">As typed; empty to browse.</param>
/// <param name="Category">With everything below it.</param>
/// <param name="Literal">True to search for exactly what was typed, after a correction nobody wanted.</param>
public sealed record SearchProducts(
    string Text, IReadOnlyList<CategoryId> Category, IReadOnlyList<ShopId> Shop, long? PriceMin, long? PriceMax, bool InStock, string Sort,
    bool Literal, PageRequest Page)
{
    /// <summary>Orders by their names on the wire.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["relevance", "popular", "price", "-price", "newest"];
}

/// <summary>What was found.</summary>
/// <param name="Facets">On the first page only.</param>
public sealed record SearchPage(
    IReadOnlyList<SearchItem> Items, string? NextCursor, Total Total, SearchFacets? Facets, SearchReading Query);

/// <summary>A product found, as lists show it.</summary>
/// <param name="Highlights">Stretches of the title that were searched for.</param>
public sealed record SearchItem(
    ProductId Id, string Title, CategoryId CategoryId, string? Image, Money Price, Money? CompareAt, OfferId OfferId, VariantId VariantId,
    SearchShop Shop, int Offers, DateTimeOffset ListedAt, bool InStock, int Sold, bool Pinned, IReadOnlyList<SearchMark> Highlights);

/// <summary>A stretch of the title, in UTF-16 units.</summary>
public sealed record SearchMark(int Start, int Length);

/// <summary>The shop of the featured offer.</summary>
public sealed record SearchShop(ShopId Id, string Name);

/// <summary>Counts beside the results.</summary>
public sealed record SearchFacets(
    IReadOnlyList<CategoryCount> Categories, IReadOnlyList<ShopCount> Shops, IReadOnlyList<PriceRange> Prices, long InStock);

/// <summary>Products per category.</summary>
public sealed record CategoryCount(CategoryId Id, IReadOnlyDictionary<string, string> Names, long Count);

/// <summary>Products per shop.</summary>
public sealed record ShopCount(ShopId Id, string Name, long Count);

/// <summary>Products between two prices, in minor units.</summary>
public sealed record PriceRange(long From, long To, long Count);

/// <summary>How the text was understood.</summary>
/// <param name="Language">Guessed language, two letters.</param>
/// <param name="Meant">What was searched for instead of what was typed; null when that is the same.</param>
/// <param name="Rescue"><c>NONE</c>, <c>WIDER</c> (known words taken for mistakes) or <c>FEWER_WORDS</c>.</param>
/// <param name="Categories">Categories the text names.</param>
public sealed record SearchReading(string Text, string Language, string? Meant, string Rescue, IReadOnlyList<CategoryId> Categories);
