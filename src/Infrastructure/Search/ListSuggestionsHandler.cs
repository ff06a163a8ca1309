using Marketplace.Application;
using Marketplace.Application.Search;
using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Search;

namespace Marketplace.Infrastructure.Search;

/// <summary>Suggestions while typing: texts others typed, words of the index, categories and products.</summary>
internal sealed class ListSuggestionsHandler(
    IndexChoice indexes, RulesKeeper rules, CategoryNames categories, IListedProducts catalog, PopularTexts texts)
    : IQuery<ListSuggestions, Suggestions>
{
    private const int ProductsShown = 5;

    public async Task<Result<Suggestions>> Handle(ListSuggestions request, CancellationToken ct)
    {
        var decided = await rules.Rules(ct);
        var (reader, lexicon) = await rules.Reader(decided, ct);
        var read = reader.Read(request.Text);
        if (read.Words.Count == 0) return new Suggestions(await texts.Beginning("", request.Limit, ct), [], []);

        var tree = await categories.Current(catalog, ct);
        var queries = await Queries(read, lexicon, request.Limit, ct);
        var places = CategoryIntent.Of(read, tree.All).Select(c => new CategoryId(c))
            .Select(c => new SuggestedCategory(c, tree.Names[c])).ToArray();
        try
        {
            return new Suggestions(queries, places, await Products(read, ct));
        }
        catch (IndexAwayException)
        {
            return new Suggestions(queries, places, []);
        }
    }

    private async Task<IReadOnlyList<string>> Queries(ReadQuery read, Lexicon lexicon, int limit, CancellationToken ct)
    {
        var before = string.Join(' ', read.Words.SkipLast(1).Select(Best));
        var last = read.Words[^1];
        var found = new List<string>();
        found.AddRange(await texts.Beginning(string.Join(' ', Tokens.WordsOf(read.Typed, QueryReader.MostWords)), limit, ct));
        if (read.Meant is { } meant) found.AddRange(await texts.Beginning(meant, limit, ct));
        found.AddRange(last.Forms.Where(f => f.Kind is not FormKind.Inflection and not FormKind.Amount && lexicon.Frequency(f.Word) > 0)
            .Select(f => before.Length == 0 ? f.Word : $"{before} {f.Word}"));
        return [.. found.Distinct().Take(limit)];
    }

    private async Task<IReadOnlyList<SuggestedProduct>> Products(ReadQuery read, CancellationToken ct)
    {
        var words = read.Words.Select(w => new IndexWord([.. w.Forms.Select(f => new IndexForm(f.Word, f.Weight))], w.Rarity, w.Required)).ToArray();
        var query = new IndexQuery(words, 0, IndexFilter.None, IndexOrder.Relevance, RankingWeights.Default, ProductsShown, null, false);
        var hits = (await indexes.Ask(query, ct)).Hits.Select(h => h.Product).ToArray();
        var cards = (await catalog.For(hits, ct)).Products.ToDictionary(p => p.Product);
        var forms = read.AllForms;
        return [.. hits.Select(cards.GetValueOrDefault).OfType<ListedProduct>().Select(p => new SuggestedProduct(
            p.Product, p.Title, p.Image, p.Price, [.. Highlights.In(p.Title, forms).Select(h => new SearchMark(h.Start, h.Length))]))];
    }

    private static string Best(ReadWord word) => word.Known ? word.Typed : word.Forms.FirstOrDefault(f => f.Kind != FormKind.Typed)?.Word ?? word.Typed;
}
