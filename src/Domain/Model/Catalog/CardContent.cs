using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>What a card says about its product; replaced as a whole when the seller edits.</summary>
/// <param name="Attributes">Characteristics by name.</param>
/// <param name="Translations">Title and description by locale, where they differ from the default language.</param>
/// <param name="Images">Addresses of the pictures, the first is the cover.</param>
public sealed record CardContent(
    CategoryId Category, string Title, string Description, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, CardText> Translations, IReadOnlyList<string> Tags, IReadOnlyList<string> Images);

/// <summary>A card's words in one language.</summary>
public sealed record CardText(string Title, string Description);

/// <summary>A variant as its seller describes it.</summary>
/// <param name="Id">Null for a variant that does not exist yet.</param>
/// <param name="Gtin">World-wide code (8, 12, 13 or 14 digits), if the goods carry one.</param>
public sealed record VariantContent(VariantId? Id, IReadOnlyDictionary<string, string> Attributes, string? Gtin);
