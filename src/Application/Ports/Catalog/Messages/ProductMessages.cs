using Marketplace.Kernel;

namespace Marketplace.Ports.Catalog.Messages;

/// <summary>A seller put up a new card; hidden until approved.</summary>
[Message("product.created"), ForOthers]
public sealed record ProductCreated(ProductId Product, ShopId Shop, CategoryId Category, int Version) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Product.Value;
}

/// <summary>A card changed.</summary>
[Message("product.updated"), ForOthers]
public sealed record ProductUpdated(ProductId Product, int Version, IReadOnlyList<string> ChangedFields) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Product.Value;
}

/// <summary>A card is public.</summary>
[Message("product.approved"), ForOthers]
public sealed record ProductApproved(ProductId Product, int Version) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Product.Value;
}

/// <summary>A card is no longer public.</summary>
[Message("product.hidden"), ForOthers]
public sealed record ProductHidden(ProductId Product, string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Product.Value;
}

/// <summary>An offer's price changed.</summary>
[Message("offer.price-changed"), ForOthers]
public sealed record OfferPriceChanged(OfferId Offer, ShopId Shop, Money Old, Money New) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Offer.Value;
}

/// <summary>What the public sees of these products changed: they came, went, or show another price, shop, text or availability.</summary>
/// <remarks>Units sold alone are no such change.</remarks>
[Message("listing.changed")]
public sealed record ListingsChanged(IReadOnlyList<ProductId> Products) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Products.Count == 0 ? Guid.Empty : Products[0].Value;
}
