using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>Public products, filtered and sorted.</summary>
/// <param name="Sort"><c>newest</c>, <c>price</c>, <c>-price</c> or <c>popular</c>.</param>
public sealed record ListProducts(
    CategoryId? Category, ShopId? Shop, long? PriceMin, long? PriceMax, string Sort, PageRequest Page)
{
    /// <summary>The accepted orders.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["newest", "price", "-price", "popular"];
}

/// <summary>A public card with its variants and offers.</summary>
public sealed record GetProduct(ProductId Product);

/// <summary>The offers on a public card, the featured one first.</summary>
public sealed record ListProductOffers(ProductId Product);

/// <summary>A body read from the database as the JSON it is sent as: the hottest reads are never taken apart on the way.</summary>
public sealed record RawJson(ReadOnlyMemory<byte> Utf8);
