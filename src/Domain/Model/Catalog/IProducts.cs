using Marketplace.Domain.Catalog.Inventory;
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

    /// <summary>Adds many new cards with their offers and stock in bulk; they count as announced and recorded like any other.</summary>
    Task AddAll(IReadOnlyList<NewCard> cards, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A new card with everything a seller sent along.</summary>
public sealed record NewCard(Product Product, IReadOnlyList<NewOffer> Offers);

/// <summary>A new offer with the count of its units.</summary>
public sealed record NewOffer(Offer Offer, StockItem Stock);
