using Marketplace.Application;
using Marketplace.Application.Search;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Search;

/// <summary>Search and suggestions, open to everybody.</summary>
public sealed class SearchEndpoints : IEndpoints
{
    private const int LongestText = 500;
    private const int MostValues = 50;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var search = routes.MapGroup("/search").WithTags("Search");
        search.MapGet("", Search).Anyone()
            .WithSummary("Search products by words, with filters, facets and keyset pages")
            .Produces<SearchPage>();
        search.MapGet("/suggest", Suggest).Anyone()
            .WithSummary("Suggest texts, categories and products for what is typed so far")
            .Produces<Suggestions>();
    }

    private static async Task<IResult> Search(
        [AsParameters] SearchParameters asked, PageQuery page, IQuery<SearchProducts, SearchPage> search, CancellationToken ct)
    {
        if (Wrong(asked) is { } wrong) return Problem.Of(422, "validation-failed", "Some fields are not acceptable.", wrong);
        var request = new SearchProducts(
            asked.Q ?? "", [.. (asked.Category ?? []).Select(c => new CategoryId(c))], [.. (asked.Shop ?? []).Select(s => new ShopId(s))],
            asked.PriceMin, asked.PriceMax, asked.InStock ?? false, asked.Sort ?? "relevance", asked.Literal ?? false, page.Request);
        return Answer.Ok(await search.Handle(request, ct));
    }

    private static async Task<IResult> Suggest(
        string? q, int? limit, IQuery<ListSuggestions, Suggestions> suggest, CancellationToken ct)
    {
        if (q?.Length > LongestText) return Problem.Of(422, "validation-failed", "Some fields are not acceptable.", TooLong);
        if (limit is < 1 or > 20)
        {
            return Problem.Of(
                422, "validation-failed", "Some fields are not acceptable.", new FieldError("/limit", "out-of-range", "limit lies between 1 and 20."));
        }

        return Answer.Ok(await suggest.Handle(new ListSuggestions(q ?? "", limit ?? 8), ct));
    }

    private static FieldError TooLong => new("/q", "too-long", $"A search text has at most {LongestText} characters.");

    private static FieldError? Wrong(SearchParameters asked)
    {
        if (asked.Q?.Length > LongestText) return TooLong;
        if (asked.Category?.Length > MostValues) return new("/category", "too-many", $"At most {MostValues} categories at once.");
        if (asked.Shop?.Length > MostValues) return new("/shop", "too-many", $"At most {MostValues} shops at once.");
        if (asked.PriceMin is < 0) return new("/priceMin", "out-of-range", "A price is not negative.");
        if (asked.PriceMax is < 0) return new("/priceMax", "out-of-range", "A price is not negative.");
        return asked.Sort is { } sort && !SearchProducts.Sorts.Contains(sort)
            ? new("/sort", "sort-unknown", $"sort is one of {string.Join(", ", SearchProducts.Sorts)}.")
            : null;
    }

    /// <summary>The query string of a search.</summary>
    /// <param name="Q">What was typed.</param>
    /// <param name="Category">Categories, each with everything below it.</param>
    /// <param name="Shop">Shops.</param>
    /// <param name="PriceMin">Lowest price in minor units.</param>
    /// <param name="PriceMax">Highest price in minor units.</param>
    /// <param name="InStock">Only what can be bought now.</param>
    /// <param name="Sort">relevance, popular, price, -price or newest.</param>
    /// <param name="Literal">Exactly the words typed, without corrections.</param>
    public sealed record SearchParameters(
        string? Q, Guid[]? Category, Guid[]? Shop, long? PriceMin, long? PriceMax, bool? InStock, string? Sort, bool? Literal);
}
