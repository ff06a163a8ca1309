using System.Globalization;
using Marketplace.Application;
using Marketplace.Application.Search;
using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Search;

namespace Marketplace.Infrastructure.Search;

/// <summary>From a typed text to products: reads the text, asks the index, and goes further when nothing is found.</summary>
internal sealed class ProductFinder(IndexChoice indexes, RulesKeeper rules, CategoryNames categories, IListedProducts catalog)
{
    // Read wider, then do without a word, then without two.
    private static readonly (ReadingWidth Width, int Missing, string Name)[] Stages =
        [(ReadingWidth.Plain, 0, "NONE"), (ReadingWidth.Wide, 0, "WIDER"), (ReadingWidth.Wide, 1, "FEWER_WORDS"), (ReadingWidth.Wide, 2, "FEWER_WORDS")];

    /// <summary>Finds a page.</summary>
    public async Task<Found> Find(SearchProducts request, Place? place, CancellationToken ct)
    {
        var decided = await rules.Rules(ct);
        var (reader, _) = await rules.Reader(decided, ct);
        var tree = await categories.Current(catalog, ct);
        var read = Read(reader, request, ReadingWidth.Plain);
        var folded = string.Join(' ', read.Words.Select(w => w.Typed));
        if (decided.Banned.Any(b => string.Join(' ', Tokens.WordsOf(b, 16)) == folded)) return Found.Nothing(read);

        var pins = request.Sort == "relevance"
            ? decided.Pins.FirstOrDefault(p => string.Join(' ', Tokens.WordsOf(p.Query, 16)) == folded)?.Products ?? []
            : [];
        var meant = CategoryIntent.Of(read, tree.All).Select(c => new CategoryId(c)).ToArray();
        var filter = new IndexFilter(tree.Under(request.Category), request.Shop, request.PriceMin, request.PriceMax, request.InStock);
        for (var stage = place?.Stage ?? 0; ; stage++)
        {
            var (width, missing, name) = Stages[stage];
            if (width == ReadingWidth.Wide && !request.Literal) read = Read(reader, request, width);
            var query = Query(read, missing, filter, request, place, decided.Weights) with { Preferred = tree.Under(meant), Without = pins };
            var answer = await indexes.Ask(query, ct);
            var last = stage + 1 == Stages.Length || read.Words.Count == 0 || request.Literal
                || Stages[stage + 1].Missing >= Math.Max(1, read.Words.Count(w => w.Required));
            if (answer.Hits.Count > 0 || place is not null || last || pins.Count > 0) return new Found(read, answer, name, stage, pins, meant);
        }
    }

    private static ReadQuery Read(QueryReader reader, SearchProducts request, ReadingWidth width)
    {
        var read = reader.Read(request.Text, width);
        if (!request.Literal) return read;
        var words = Tokens.WordsOf(request.Text, QueryReader.MostWords)
            .Select(w => new ReadWord(w, [new WordForm(w, 1, FormKind.Typed)], 1, true, true)).ToArray();
        return new ReadQuery(read.Typed, Languages.Of(read.Typed), words, null);
    }

    private static IndexQuery Query(
        ReadQuery read, int missing, IndexFilter filter, SearchProducts request, Place? place, SearchWeights w)
    {
        var words = read.Words.Select(word => new IndexWord(
            [.. word.Forms.Select(f => new IndexForm(f.Word, f.Weight))], word.Rarity, word.Required)).ToArray();
        var order = request.Sort switch
        {
            "popular" => IndexOrder.Popular,
            "price" => IndexOrder.Cheapest,
            "-price" => IndexOrder.Dearest,
            "newest" => IndexOrder.Newest,
            _ => IndexOrder.Relevance,
        };
        var weights = new RankingWeights(w.Popularity, w.Availability, w.Cheapness, w.Newness, w.Category);
        return new IndexQuery(words, missing, filter, order, weights, request.Page.Limit + 1, place?.Mark, place is null);
    }
}

/// <summary>What was found, and how.</summary>
internal sealed record Found(
    ReadQuery Read, IndexAnswer Answer, string Rescue, int Stage, IReadOnlyList<ProductId> Pins, IReadOnlyList<CategoryId> Categories)
{
    public static Found Nothing(ReadQuery read) =>
        new(read, new IndexAnswer([], 0, true, new IndexFacets([], [], [], 0)), "NONE", 0, [], []);
}

/// <summary>Where a page ended: the stage that found it and the last product's place.</summary>
internal sealed record Place(int Stage, IndexPlace Mark)
{
    public static readonly Error Unreadable = Error.Invalid(
        "cursor-unreadable", "The cursor is not one of this list.",
        new FieldError("/cursor", "cursor-unreadable", "Use nextCursor of the same search."));

    public static bool TryRead(string? cursor, string sort, out Place? place)
    {
        place = null;
        if (cursor is null) return true;
        if (!Cursor.TryDecode(cursor, 4, out var parts) || parts[0] != sort) return false;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var stage) || stage > 3) return false;
        if (!long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)) return false;
        if (!Guid.TryParse(parts[3], out var product)) return false;
        place = new Place(stage, new IndexPlace(key, product));
        return true;
    }

    public static string Write(string sort, int stage, IndexPlace mark) => Cursor.Encode(
        sort, stage.ToString(CultureInfo.InvariantCulture), mark.Key.ToString(CultureInfo.InvariantCulture), mark.Product.ToString("N"));
}
