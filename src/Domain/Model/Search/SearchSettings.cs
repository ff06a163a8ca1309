using Marketplace.Kernel;

namespace Marketplace.Domain.Search;

/// <summary>How much each factor may add to the relevance of a text.</summary>
public sealed record SearchWeights(double Popularity, double Availability, double Cheapness, double Newness, double Category)
{
    /// <summary>What a market starts with.</summary>
    public static SearchWeights Start { get; } = new(0.10, 0.10, 0.02, 0.02, 0.05);
}

/// <summary>Products an operator puts first for a text.</summary>
public sealed record Pin(string Query, IReadOnlyList<ProductId> Products);

/// <summary>Everything an operator decides about search, as one value.</summary>
/// <param name="Banned">Texts that are answered with nothing.</param>
public sealed record SearchRules(
    SearchWeights Weights, IReadOnlyList<Synonym> Synonyms, IReadOnlyList<string> StopWords, IReadOnlyList<Pin> Pins,
    IReadOnlyList<string> Banned)
{
    /// <summary>What a market starts with.</summary>
    public static SearchRules Start { get; } = new(
        SearchWeights.Start,
        [
            new("айфон", ["iphone"]), new("iphone", ["айфон"]), new("эпл", ["apple"]), new("сяоми", ["xiaomi"]), new("ксиоми", ["xiaomi"]),
            new("мобильник", ["телефон", "смартфон"]), new("сотовый", ["телефон", "смартфон"]), new("смартфон", ["телефон"]),
            new("телек", ["телевизор"]), new("комп", ["компьютер"]), new("ноут", ["ноутбук"]), new("холодос", ["холодильник"]),
        ],
        [], [], []);
}

/// <summary>The market's one set of search settings.</summary>
public sealed class SearchSettings : Aggregate<int>
{
    /// <summary>The id of the only one.</summary>
    public const int Only = 1;

    private SearchSettings(int id) : base(id)
    {
    }

    /// <summary>What the operator decided.</summary>
    public SearchRules Rules { get; private set; } = SearchRules.Start;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; private set; }

    /// <summary>Settings as a market starts.</summary>
    public static SearchSettings Begin() => new(Only);

    /// <summary>Replaces the rules.</summary>
    public Result Decide(SearchRules rules, DateTimeOffset at)
    {
        if (SearchSettingsErrors.Check(rules) is { } wrong) return wrong;
        (Rules, UpdatedAt) = (rules, at);
        return Result.Ok;
    }
}

/// <summary>Refusals about the settings.</summary>
public static class SearchSettingsErrors
{
    /// <summary>The settings moved since they were read.</summary>
    public static readonly Error Stale = new(ErrorKind.Stale, "search-settings-stale", "The settings changed meanwhile; read them again.");

    /// <summary>The first rule broken, if any.</summary>
    public static Error? Check(SearchRules rules)
    {
        var weights = rules.Weights;
        double[] all = [weights.Popularity, weights.Availability, weights.Cheapness, weights.Newness, weights.Category];
        if (all.Any(w => w is not (>= 0 and <= 1))) return Wrong("/weights", "out-of-range", "A weight lies between 0 and 1.");
        if (rules.Synonyms.Count > 5000) return Wrong("/synonyms", "too-many", "At most 5000 synonyms.");
        for (var i = 0; i < rules.Synonyms.Count; i++)
        {
            var synonym = rules.Synonyms[i];
            if (!IsText(synonym.Word) || synonym.Means.Count is 0 or > 20 || !synonym.Means.All(IsText))
                return Wrong($"/synonyms/{i}", "synonym-invalid", "A synonym is a word or phrase with 1 to 20 meanings, each of 1 to 100 characters.");
        }

        if (rules.StopWords.Count > 1000 || !rules.StopWords.All(IsText))
            return Wrong("/stopWords", "stop-words-invalid", "At most 1000 stop words of 1 to 100 characters.");
        if (rules.Banned.Count > 5000 || !rules.Banned.All(IsText))
            return Wrong("/banned", "banned-invalid", "At most 5000 banned texts of 1 to 100 characters.");
        return rules.Pins.Count > 2000 || rules.Pins.Any(p => !IsText(p.Query) || p.Products.Count is 0 or > 20)
            ? Wrong("/pins", "pins-invalid", "At most 2000 pinned texts, each with 1 to 20 products.")
            : null;
    }

    private static bool IsText(string text) => text.Length is > 0 and <= 100 && !string.IsNullOrWhiteSpace(text);

    private static Error Wrong(string pointer, string code, string message) =>
        Error.Invalid(code, message, new FieldError(pointer, code, message));
}

/// <summary>The place of the settings.</summary>
public interface ISearchSettings
{
    /// <summary>The settings; null until they are first changed.</summary>
    Task<SearchSettings?> Find(CancellationToken ct);

    /// <summary>Keeps them.</summary>
    void Add(SearchSettings settings);
}
