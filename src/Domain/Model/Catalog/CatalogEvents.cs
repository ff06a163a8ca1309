using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>A seller began a card.</summary>
public sealed record CardCreated(ProductId Product, ShopId Shop, CategoryId Category, int Revision) : IDomainEvent;

/// <summary>A card's content changed.</summary>
public sealed record CardEdited(ProductId Product, int Revision, IReadOnlyList<string> ChangedFields) : IDomainEvent;

/// <summary>A card became public.</summary>
public sealed record CardPublished(ProductId Product, int Revision) : IDomainEvent;

/// <summary>A public card was taken off.</summary>
public sealed record CardWithdrawn(ProductId Product, string Reason) : IDomainEvent;

/// <summary>An offer got another price.</summary>
public sealed record OfferRepriced(OfferId Offer, ShopId Shop, Money Old, Money New) : IDomainEvent;
