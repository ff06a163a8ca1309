using Marketplace.Kernel;
using Marketplace.Ports.Search;
using Xunit;

namespace Marketplace.Contracts.Kit.Search;

/// <summary>What every search index must do. Give an empty one, run.</summary>
public abstract class SearchIndexContract
{
    private static readonly CategoryId Tea = new(Guid.CreateVersion7());
    private static readonly CategoryId Cups = new(Guid.CreateVersion7());
    private static readonly ShopId Here = new(Guid.CreateVersion7());
    private static readonly ShopId There = new(Guid.CreateVersion7());
    private long _stamp;

    /// <summary>The index under test, empty.</summary>
    protected abstract ISearchIndex Index { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_is_found_by_its_words_in_any_script_and_by_nothing_else()
    {
        var tea = await Put("чай чёрный");
        var cup = await Put("choy piyola");
        var rice = await Put("米 เมจิ");

        Assert.Equal([tea], await Found("чай"));
        Assert.Equal([cup], await Found("piyola", "choy"));
        Assert.Equal([rice], await Found("米"));
        Assert.Empty(await Found("кофе"));
        Assert.Empty(await Found("чай", "piyola"));
    }

    [Fact]
    public async Task Whatever_a_word_holds_it_is_a_word_and_no_operator()
    {
        var odd = await Put("it's back\\slash o'clock :* & | ! <->");

        foreach (var word in (string[])["it's", "back\\slash", ":*", "&", "|", "!", "<->"]) Assert.Equal([odd], await Found(word));
        Assert.Empty(await Found("'; DROP TABLE products; --"));
        Assert.Empty(await Found("' | 'it's"));
    }

    [Fact]
    public async Task Any_form_answers_for_a_word_and_the_heavier_comes_first()
    {
        var near = await Put("кружки");
        var exact = await Put("кружка");
        var phrase = await Put("чашка большая");

        var word = new IndexWord([new("кружка", 1), new("кружки", 0.8), new("чашка большая", 0.5)], 1, true);
        var hits = (await Index.Search(Query(word), Ct)).Hits;

        Assert.Equal([exact, near, phrase], hits.Select(h => h.Product));
        Assert.True(hits[0].Key > hits[1].Key && hits[1].Key > hits[2].Key);
    }

    [Fact]
    public async Task A_word_in_the_title_says_more_than_one_in_the_description()
    {
        var below = await Put("чашка", words: [new("чашка", 0, 1), new("чай", 3, 9)]);
        var above = await Put("чай", words: [new("чай", 0, 1), new("чашка", 3, 9)]);

        Assert.Equal([above, below], await Found("чай"));
        Assert.Equal([below, above], await Found("чашка"));
    }

    [Fact]
    public async Task Words_that_need_not_be_found_only_move_what_is_found()
    {
        var plain = await Put("чай чёрный");
        var whole = await Put("чай для кухни чёрный");

        var hits = (await Index.Search(Query(Word("чай"), Word("для") with { Required = false }), Ct)).Hits;

        Assert.Equal([whole, plain], hits.Select(h => h.Product));
    }

    [Fact]
    public async Task So_many_words_may_be_missing_as_the_query_says()
    {
        var two = await Put("чай чёрный");
        var three = await Put("чай чёрный листовой");
        await Put("кофе");
        IndexWord[] words = [Word("чай"), Word("чёрный"), Word("листовой")];

        Assert.Equal([three], (await Index.Search(Query(words), Ct)).Hits.Select(h => h.Product));
        Assert.Equal([three, two], (await Index.Search(Query(words) with { Missing = 1 }, Ct)).Hits.Select(h => h.Product));
    }

    [Fact]
    public async Task Filters_hold_and_each_facet_leaves_its_own_filter_out()
    {
        await Put("чай", price: 100);
        await Put("чай", price: 200, shop: There);
        await Put("чай", price: 900, category: Cups, inStock: false);
        var filter = new IndexFilter([Tea], [Here], null, 500, false);

        var answer = await Index.Search(Query(Word("чай")) with { Filter = filter, Facets = true }, Ct);

        Assert.Equal((1, true), (answer.Total, answer.Exact));
        Assert.Single(answer.Hits);
        Assert.Equal([new FacetCount(Tea.Value, 1)], answer.Facets!.Categories);
        Assert.Equal(1, Assert.Single(answer.Facets.Shops, s => s.Value == There.Value).Count);
        Assert.Equal(1, answer.Facets.InStock);
        Assert.Equal(1, answer.Facets.Prices.Sum(p => p.Count));
    }

    [Fact]
    public async Task Without_words_everything_is_found_and_the_price_bars_cover_it()
    {
        for (var i = 1; i <= 20; i++) await Put("чай", price: i * i * 100);

        var answer = await Index.Search(Query() with { Facets = true, Limit = 3 }, Ct);

        Assert.Equal(20, answer.Total);
        Assert.Equal(20, answer.Facets!.Prices.Sum(p => p.Count));
        Assert.Equal((100, 40_000), (answer.Facets.Prices[0].From, answer.Facets.Prices[^1].To));
    }

    [Theory]
    [InlineData(IndexOrder.Relevance)]
    [InlineData(IndexOrder.Popular)]
    [InlineData(IndexOrder.Cheapest)]
    [InlineData(IndexOrder.Dearest)]
    [InlineData(IndexOrder.Newest)]
    public async Task Pages_join_without_gap_or_repeat_in_every_order(IndexOrder order)
    {
        var all = new HashSet<ProductId>();
        for (var i = 0; i < 13; i++) all.Add(await Put("чай", price: 100 + (i / 3), sold: i / 4));

        var (seen, after) = (new List<ProductId>(), (IndexPlace?)null);
        for (var page = 0; page < 10; page++)
        {
            var hits = (await Index.Search(Query(Word("чай")) with { Order = order, Limit = 4, After = after }, Ct)).Hits;
            if (hits.Count == 0) break;
            seen.AddRange(hits.Select(h => h.Product));
            after = hits[^1].Place;
        }

        Assert.Equal(13, seen.Count);
        Assert.Equal(all, seen.ToHashSet());
    }

    [Fact]
    public async Task What_sells_and_can_be_bought_comes_before_its_like()
    {
        var gone = await Put("чай", inStock: false);
        var plain = await Put("чай");
        var popular = await Put("чай", sold: 500);

        Assert.Equal([popular, plain, gone], await Found("чай"));
    }

    [Fact]
    public async Task An_older_reading_never_undoes_a_newer_one_nor_a_removal()
    {
        var product = await Put("чай", stamp: 50);
        await Put("кофе", product: product, stamp: 40);
        Assert.Equal([product], await Found("чай"));

        await Index.Write(new IndexBatch(60, [], [product]), Ct);
        await Put("чай", product: product, stamp: 55);
        Assert.Empty(await Found("чай"));

        await Put("чай", product: product, stamp: 70);
        Assert.Equal([product], await Found("чай"));
    }

    [Fact]
    public async Task The_words_count_the_products_that_hold_them()
    {
        var first = await Put("чай чай чёрный");
        await Put("чай");
        var before = await Index.Words(null, Ct);
        Assert.Equal((true, 2), (before.Whole, before.Documents));
        Assert.Equal(2, before.Words.Single(w => w.Key == "чай").Value);

        await Put("кофе", product: first);
        var after = await Index.Words(before.Mark, Ct);

        Assert.False(after.Whole);
        Assert.Equal(1, after.Words.Single(w => w.Key == "чай").Value);
        Assert.Equal(0, after.Words.Single(w => w.Key == "чёрный").Value);
        Assert.Equal(1, after.Words.Single(w => w.Key == "кофе").Value);
        Assert.Empty((await Index.Words(after.Mark, Ct)).Words);
    }

    [Fact]
    public async Task Contents_are_listed_in_product_order_without_what_was_removed()
    {
        var products = new List<ProductId>();
        for (var i = 0; i < 5; i++) products.Add(await Put("чай"));
        await Index.Write(new IndexBatch(++_stamp, [], [products[1]]), Ct);

        var first = await Index.Contents(null, 2, Ct);
        var rest = await Index.Contents(first[^1].Product, 10, Ct);

        Assert.Equal(
            products.Where(p => p != products[1]).Select(p => p.Value).Order(), first.Concat(rest).Select(c => c.Product.Value));
        Assert.All(first, c => Assert.Equal(7, c.Fingerprint));
    }

    [Fact]
    public async Task A_new_generation_is_filled_unseen_and_takes_over_at_once()
    {
        var old = await Put("чай");
        var generation = await Index.BeginGeneration(Ct);
        var fresh = await Put("чай");
        Assert.Equal(2, (await Found("чай")).Count);

        Assert.True(await Index.Switch(generation, Ct));

        Assert.Equal([fresh], await Found("чай"));
        Assert.False(await Index.Switch(generation, Ct));
        Assert.True((await Index.Words(null, Ct)).Documents == 1 && old != fresh);
    }

    [Fact]
    public async Task An_unfinished_generation_gives_way_to_the_next_one()
    {
        await Put("чай");
        var lost = await Index.BeginGeneration(Ct);
        var kept = await Index.BeginGeneration(Ct);

        Assert.False(await Index.Switch(lost, Ct));
        Assert.Single(await Found("чай"));
        Assert.True(await Index.Switch(kept, Ct));
        Assert.Empty(await Found("чай"));
    }

    [Fact]
    public async Task Writers_at_once_lose_nothing()
    {
        var products = Enumerable.Range(0, 20).Select(_ => new ProductId(Guid.CreateVersion7())).ToArray();
        await Task.WhenAll(products.Concat(products).Select((p, i) => Put("чай", product: p, stamp: 100 + i)));

        Assert.Equal(20, (await Found("чай")).Count);
        Assert.Equal(20, (await Index.Words(null, Ct)).Words.Single(w => w.Key == "чай").Value);
    }

    [Fact]
    public async Task A_cancelled_call_ends() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Index.Search(Query(Word("чай")), new CancellationToken(canceled: true)));

    private static IndexWord Word(string word) => new([new IndexForm(word, 1)], 1, true);

    private static IndexQuery Query(params IndexWord[] words) =>
        new(words, 0, IndexFilter.None, IndexOrder.Relevance, RankingWeights.Default, 50, null, false);

    private async Task<IReadOnlyList<ProductId>> Found(params string[] words) =>
        [.. (await Index.Search(Query([.. words.Select(Word)]), Ct)).Hits.Select(h => h.Product)];

    private async Task<ProductId> Put(
        string title, long price = 100, bool inStock = true, int sold = 0, CategoryId? category = null, ShopId? shop = null,
        ProductId? product = null, long? stamp = null, IReadOnlyList<IndexedWord>? words = null)
    {
        var id = product ?? new ProductId(Guid.CreateVersion7());
        words ??= [.. title.Split(' ').Select((w, i) => new IndexedWord(w, 0, i + 1))];
        var listed = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var document = new IndexDocument(id, category ?? Tea, shop ?? Here, price, inStock, sold, listed, words, 7);
        await Index.Write(new IndexBatch(stamp ?? Interlocked.Increment(ref _stamp), [document], []), Ct);
        return id;
    }
}
