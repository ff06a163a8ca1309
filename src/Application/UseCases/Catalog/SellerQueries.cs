using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>A shop's own cards, newest first.</summary>
public sealed record ListSellerProducts(ShopId Shop, IReadOnlyList<ProductState> States, PageRequest Page);

/// <summary>One of a shop's own cards.</summary>
public sealed record GetSellerProduct(ShopId Shop, ProductId Product);

/// <summary>A card as its seller sees it.</summary>
public sealed record SellerProductView(
    ProductId Id, CategoryId CategoryId, string State, int Revision, string Title, string Description,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyDictionary<string, CardText> Translations, IReadOnlyList<string> Tags,
    IReadOnlyList<string> Images, IReadOnlyList<VariantView> Variants, IReadOnlyList<FieldError> Refusals,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? PublishedAt)
{
    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; init; }
}

/// <summary>A variant of a card.</summary>
public sealed record VariantView(VariantId Id, IReadOnlyDictionary<string, string> Attributes, string? Gtin);

/// <summary>A shop's own offers, newest first.</summary>
public sealed record ListSellerOffers(ShopId Shop, ProductId? Product, string? Sku, PageRequest Page);

/// <summary>One of a shop's own offers.</summary>
public sealed record GetSellerOffer(ShopId Shop, OfferId Offer);

/// <summary>An offer as its seller sees it.</summary>
public sealed record SellerOfferView(
    OfferId Id, ProductId ProductId, VariantId VariantId, string Title, string Sku, Money Price, Money? CompareAt, UnitSize Size,
    string TaxClass, int HandlingDays, int ReturnDays, bool Active, int OnHand, int Reserved, int Available,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; init; }
}

/// <summary>A shop's stock, newest offers first.</summary>
public sealed record ListSellerStock(ShopId Shop, string? Sku, PageRequest Page);

/// <summary>The units of one offer in one warehouse.</summary>
public sealed record StockView(
    OfferId OfferId, ProductId ProductId, string Sku, string Title, WarehouseId WarehouseId, int OnHand, int Reserved,
    int Available, int Sold);
