using System.Text.Json.Serialization;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Adapters.Http.Catalog;

/// <summary>A new card.</summary>
public sealed record NewProductBody(
    string Title, string Description, CategoryId CategoryId, IReadOnlyDictionary<string, string>? Attributes = null,
    IReadOnlyDictionary<string, CardText>? Translations = null, IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Images = null,
    IReadOnlyList<VariantBody>? Variants = null)
{
    [JsonIgnore]
    internal CardContent Card => new(
        CategoryId, Title, Description, Attributes ?? new Dictionary<string, string>(), Translations ?? new Dictionary<string, CardText>(),
        Tags ?? [], Images ?? []);
}

/// <summary>A variant; with an id when it exists already.</summary>
public sealed record VariantBody(VariantId? Id = null, IReadOnlyDictionary<string, string>? Attributes = null, string? Gtin = null)
{
    [JsonIgnore]
    internal VariantContent Content => new(Id, Attributes ?? new Dictionary<string, string>(), Gtin);
}

/// <summary>A merge patch of a card; variants are given all or not at all.</summary>
public sealed record ProductPatch(
    string? Title = null, string? Description = null, CategoryId? CategoryId = null, IReadOnlyDictionary<string, string?>? Attributes = null,
    IReadOnlyDictionary<string, CardText?>? Translations = null, IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Images = null,
    IReadOnlyList<VariantBody>? Variants = null)
{
    [JsonIgnore]
    internal CardChange Change => new(CategoryId, Title, Description, Attributes, Translations, Tags, Images);
}

/// <summary>Cards with variants, offers and stock; a known SKU updates what it belongs to.</summary>
public sealed record BatchBody(IReadOnlyList<BatchProductBody> Items);

/// <summary>One card of a batch; submitted to the checks unless told otherwise.</summary>
public sealed record BatchProductBody(
    string Title, string Description, CategoryId CategoryId, IReadOnlyList<BatchVariantBody> Variants,
    IReadOnlyDictionary<string, string>? Attributes = null, IReadOnlyDictionary<string, CardText>? Translations = null,
    IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Images = null, bool Submit = true)
{
    [JsonIgnore]
    internal ImportItem Item => new(
        new NewProductBody(Title, Description, CategoryId, Attributes, Translations, Tags, Images).Card,
        [.. Variants.Select(v => new ImportVariant(v.Attributes ?? new Dictionary<string, string>(), v.Gtin, v.Offer.Terms, v.OnHand))], Submit);
}

/// <summary>One variant of a batch with the shop's offer and the units on hand.</summary>
public sealed record BatchVariantBody(
    OfferTermsBody Offer, int OnHand = 0, IReadOnlyDictionary<string, string>? Attributes = null, string? Gtin = null);

/// <summary>Terms of an offer; weight in grams, sizes in millimetres.</summary>
public sealed record OfferTermsBody(
    string Sku, Money Price, Money? CompareAt = null, int WeightGrams = 0, int LengthMm = 0, int WidthMm = 0, int HeightMm = 0,
    string TaxClass = "standard", int HandlingDays = 1, int ReturnDays = 14, bool Active = true)
{
    [JsonIgnore]
    internal OfferTerms Terms => new(
        Sku, Price, CompareAt, new UnitSize(WeightGrams, LengthMm, WidthMm, HeightMm), TaxClass, HandlingDays, ReturnDays, Active);
}
