using Marketplace.Kernel;

namespace Marketplace.Ports.Catalog;

/// <summary>Published query of Catalog: public products as they are now, with the words they are found by.</summary>
public interface IListedProducts
{
    /// <summary>The given products, in no order; those that are not public are left out.</summary>
    Task<ListedReading> For(IReadOnlyCollection<ProductId> products, CancellationToken ct);

    /// <summary>Public products in id order after one.</summary>
    Task<ListedReading> After(ProductId? product, int limit, CancellationToken ct);

    /// <summary>The category tree: every node with its names by locale.</summary>
    Task<IReadOnlyList<CategoryNode>> Categories(CancellationToken ct);

    /// <summary>Names of shops; unknown ones are left out.</summary>
    Task<IReadOnlyDictionary<ShopId, string>> ShopNames(IReadOnlyCollection<ShopId> shops, CancellationToken ct);
}

/// <summary>Products read at one moment.</summary>
/// <param name="Stamp">A later reading that began after this one has a larger stamp.</param>
public sealed record ListedReading(long Stamp, IReadOnlyList<ListedProduct> Products);

/// <summary>A public product with its featured offer.</summary>
/// <param name="CompareAt">The price struck through.</param>
/// <param name="Offers">How many offers it has.</param>
public sealed record ListedProduct(
    ProductId Product, string Title, CategoryId Category, string? Image, Money Price, Money? CompareAt, OfferId Offer, VariantId Variant,
    ShopId Shop, string ShopName, int Offers, DateTimeOffset ListedAt, bool InStock, int Sold)
{
    /// <summary>Description in the market's language.</summary>
    public string Description { get; init; } = "";

    /// <summary>Titles in other languages, tags and characteristics.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>A node of the category tree.</summary>
public sealed record CategoryNode(CategoryId Category, CategoryId? Parent, IReadOnlyDictionary<string, string> Names);
