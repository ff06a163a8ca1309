using Marketplace.Kernel;

namespace Marketplace.Application.Search;

/// <summary>What somebody may be about to type.</summary>
public sealed record ListSuggestions(string Text, int Limit);

/// <summary>Texts, categories and products to offer while typing.</summary>
public sealed record Suggestions(
    IReadOnlyList<string> Queries, IReadOnlyList<SuggestedCategory> Categories, IReadOnlyList<SuggestedProduct> Products);

/// <summary>A category to go to.</summary>
public sealed record SuggestedCategory(CategoryId Id, IReadOnlyDictionary<string, string> Names);

/// <summary>A product to go to.</summary>
public sealed record SuggestedProduct(ProductId Id, string Title, string? Image, Money Price, IReadOnlyList<SearchMark> Highlights);

/// <summary>The rules of search as they are.</summary>
public sealed record GetSearchSettings;

/// <summary>The rules with their version.</summary>
public sealed record SearchSettingsView(Domain.Search.SearchRules Rules, DateTimeOffset? UpdatedAt)
{
    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; init; }
}

/// <summary>What was asked in the last days, most frequent first.</summary>
/// <param name="Empty">Only texts that found nothing.</param>
public sealed record ListSearchTexts(int Days, bool Empty, int Limit);

/// <summary>A text people typed: how often in all, and how often it found nothing. Nobody is named.</summary>
public sealed record SearchTextView(string Text, string Language, long Asked, long Empty);

/// <summary>Latest runs over the whole index.</summary>
public sealed record ListIndexRuns(int Limit);

/// <summary>A run.</summary>
public sealed record IndexRunView(
    Guid Id, string Kind, string State, int? Generation, long Seen, long Written, long Removed, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
