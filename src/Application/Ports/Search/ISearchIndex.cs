using Marketplace.Kernel;

namespace Marketplace.Ports.Search;

/// <summary>Finds products by words. The words are cut, folded and weighed by the Search context; an engine only looks them up.</summary>
/// <remarks>
/// Implementations pass <c>SearchIndexContract</c>. Everything in it is derived: it may be lost and built again from the catalogue.
/// An engine that is away throws <see cref="IndexAwayException"/>; nothing else is expected of its failures.
/// </remarks>
public interface ISearchIndex : IExternalPort
{
    /// <summary>Answers a query from the live generation.</summary>
    Task<IndexAnswer> Search(IndexQuery query, CancellationToken ct);

    /// <summary>Puts and removes products in the live generation and in one being filled. An older stamp never undoes a newer one.</summary>
    Task Write(IndexBatch batch, CancellationToken ct);

    /// <summary>Words of the live generation that changed after a mark, with the number of products that hold each.</summary>
    Task<Vocabulary> Words(VocabularyMark? after, CancellationToken ct);

    /// <summary>What the live generation holds, in product order after a product, for finding differences.</summary>
    Task<IReadOnlyList<IndexedProduct>> Contents(ProductId? after, int limit, CancellationToken ct);

    /// <summary>Begins an empty generation that is written to beside the live one; an unfinished earlier one is dropped.</summary>
    Task<int> BeginGeneration(CancellationToken ct);

    /// <summary>Makes a generation the live one at once; false when it is not the one being filled.</summary>
    Task<bool> Switch(int generation, CancellationToken ct);
}

/// <summary>The engine did not answer in its time, or answered nonsense.</summary>
public sealed class IndexAwayException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A word of the index standing for a typed one; words with spaces between stand for it together.</summary>
/// <param name="Weight">From 0 to 1.</param>
public sealed record IndexForm(string Word, double Weight);

/// <summary>One thing looked for, in any of its forms.</summary>
/// <param name="Weight">Share of the text's relevance, not negative.</param>
/// <param name="Required">False when products without it answer too.</param>
public sealed record IndexWord(IReadOnlyList<IndexForm> Forms, double Weight, bool Required);

/// <summary>What to look for. Without words everything matches.</summary>
/// <param name="Missing">How many required words a product may lack.</param>
/// <param name="After">Continue after this place; null for the first page.</param>
/// <param name="Facets">Whether to count the facets.</param>
public sealed record IndexQuery(
    IReadOnlyList<IndexWord> Words, int Missing, IndexFilter Filter, IndexOrder Order, RankingWeights Weights, int Limit,
    IndexPlace? After, bool Facets)
{
    /// <summary>Categories meant by the text; their products come a little earlier.</summary>
    public IReadOnlyList<CategoryId> Preferred { get; init; } = [];

    /// <summary>Products shown elsewhere on the page.</summary>
    public IReadOnlyList<ProductId> Without { get; init; } = [];
}

/// <summary>Conditions every hit fulfils; an empty list or null is no condition.</summary>
public sealed record IndexFilter(
    IReadOnlyList<CategoryId> Categories, IReadOnlyList<ShopId> Shops, long? PriceMin, long? PriceMax, bool InStock)
{
    /// <summary>No condition.</summary>
    public static IndexFilter None { get; } = new([], [], null, null, false);
}

/// <summary>In which order hits come.</summary>
public enum IndexOrder
{
    /// <summary>By text, popularity, availability and price together.</summary>
    Relevance,

    /// <summary>Most sold first.</summary>
    Popular,

    /// <summary>Cheapest first.</summary>
    Cheapest,

    /// <summary>Dearest first.</summary>
    Dearest,

    /// <summary>Newest first.</summary>
    Newest,
}

/// <summary>How much each factor may add to a relevance of at most 1.</summary>
public sealed record RankingWeights(double Popularity, double Availability, double Cheapness, double Newness, double Category)
{
    /// <summary>What a market starts with.</summary>
    public static RankingWeights Default { get; } = new(0.10, 0.10, 0.02, 0.02, 0.05);
}

/// <summary>A place in an ordered answer: the sort key and the product.</summary>
public readonly record struct IndexPlace(long Key, Guid Product);

/// <summary>A product found, with its place.</summary>
public sealed record IndexHit(ProductId Product, ShopId Shop, long Key)
{
    /// <summary>Where it stands.</summary>
    public IndexPlace Place => new(Key, Product.Value);
}

/// <summary>What was found.</summary>
/// <param name="Total">Products that match words and filter.</param>
/// <param name="Exact">False when counting stopped at the engine's limit.</param>
public sealed record IndexAnswer(IReadOnlyList<IndexHit> Hits, long Total, bool Exact, IndexFacets? Facets);

/// <summary>Counts beside the hits; each leaves its own filter out and respects the others.</summary>
public sealed record IndexFacets(
    IReadOnlyList<FacetCount> Categories, IReadOnlyList<FacetCount> Shops, IReadOnlyList<PriceBar> Prices, long InStock);

/// <summary>How many products a value has.</summary>
public sealed record FacetCount(Guid Value, long Count);

/// <summary>How many products lie between two prices, the lower included.</summary>
public sealed record PriceBar(long From, long To, long Count);

/// <summary>A batch of changes read from the catalogue at one moment.</summary>
/// <param name="Stamp">Grows with every reading; decides between two writes of one product.</param>
public sealed record IndexBatch(long Stamp, IReadOnlyList<IndexDocument> Documents, IReadOnlyList<ProductId> Removed);

/// <summary>A product as the index keeps it.</summary>
/// <param name="Price">Minor units of the market's currency.</param>
/// <param name="Fingerprint">Hash over everything else, for finding differences.</param>
public sealed record IndexDocument(
    ProductId Product, CategoryId Category, ShopId Shop, long Price, bool InStock, int Sold, DateTimeOffset ListedAt,
    IReadOnlyList<IndexedWord> Words, long Fingerprint);

/// <summary>A word of a product at its place.</summary>
/// <param name="Zone">0 title, 1 about, 2 category and shop, 3 description.</param>
public readonly record struct IndexedWord(string Word, int Zone, int Position);

/// <summary>A product the index holds.</summary>
public sealed record IndexedProduct(ProductId Product, long Fingerprint);

/// <summary>Until where the words of a generation have been read.</summary>
public sealed record VocabularyMark(int Generation, long Position);

/// <summary>Words and their counts.</summary>
/// <param name="Whole">True when these are all words, not only those that changed.</param>
/// <param name="Documents">Products in the index.</param>
public sealed record Vocabulary(VocabularyMark Mark, bool Whole, long Documents, IReadOnlyList<KeyValuePair<string, int>> Words);
