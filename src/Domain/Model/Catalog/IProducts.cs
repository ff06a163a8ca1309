using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>The cards.</summary>
public interface IProducts
{
    /// <summary>A card with its variants; null when unknown.</summary>
    Task<Product?> Find(ProductId id, CancellationToken ct);

    /// <summary>Several cards with their variants; unknown ones are left out.</summary>
    Task<IReadOnlyList<Product>> FindAll(IReadOnlyCollection<ProductId> ids, CancellationToken ct);

    /// <summary>Adds a card.</summary>
    void Add(Product product);

    /// <summary>Adds many new cards with their offers and stock in bulk; announced and recorded like any other.</summary>
    Task AddAll(
        IReadOnlyList<Product> products, IReadOnlyList<Offer> offers, IReadOnlyList<StockItem> stock, DateTimeOffset at,
        CancellationToken ct);
}
