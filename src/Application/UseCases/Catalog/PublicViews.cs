using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>One entry of the public list, as the JSON of <see cref="ListProducts"/> reads.</summary>
public sealed record ListingView(
    ProductId Id, string Title, CategoryId CategoryId, string? Image, Money Price, Money? CompareAt, OfferId OfferId,
    VariantId VariantId, ShopNameView Shop, int Offers, DateTimeOffset ListedAt, bool InStock, int Sold);

/// <summary>A shop beside its offer.</summary>
public sealed record ShopNameView(ShopId Id, string Name);

/// <summary>A public card, as the JSON of <see cref="GetProduct"/> reads.</summary>
public sealed record ProductPageView(
    ProductId Id, string Title, string Description, CategoryId CategoryId, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, CardText> Translations, IReadOnlyList<string> Tags, IReadOnlyList<string> Images, int Version,
    DateTimeOffset PublishedAt, IReadOnlyList<VariantView> Variants, bool InStock, int Sold, IReadOnlyList<PublicOfferView> Offers);

/// <summary>One seller's offer on a public card; the first is the featured one.</summary>
public sealed record PublicOfferView(
    OfferId Id, VariantId VariantId, ShopNameView Shop, Money Price, Money? CompareAt, int HandlingDays, int ReturnDays,
    int Available);
