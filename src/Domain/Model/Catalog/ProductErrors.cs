using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>Why a card says no.</summary>
public static class ProductErrors
{
    /// <summary>Most variants of one card.</summary>
    public const int VariantsMax = 100;

    /// <summary>Unknown, or another shop's.</summary>
    public static Error NotFound => Error.NotFound("product-not-found", "There is no such product.");

    /// <summary>A public card cannot be edited into something the checks refuse.</summary>
    public static Error NotPublishable(IReadOnlyList<FieldError> wrong) =>
        Error.Invalid("product-not-publishable", "A published product must keep passing the checks.", [.. wrong]);

    /// <summary>Archived cards are history.</summary>
    public static Error Archived => Error.Conflict("product-archived", "An archived product cannot be changed.");

    /// <summary>Two variants look the same.</summary>
    public static Error VariantsAlike(int index) => Error.Invalid(
        "variants-alike", "Variants must differ in their attributes.",
        new FieldError($"/variants/{index}/attributes", "variants-alike", "An earlier variant has the same attributes."));

    /// <summary>A card without a variant cannot be sold, one with too many cannot be shown.</summary>
    public static Error VariantCount => Error.Invalid(
        "variant-count", $"A product has 1 to {VariantsMax} variants.",
        new FieldError("/variants", "variant-count", $"A product has 1 to {VariantsMax} variants."));

    /// <summary>A variant id of another card.</summary>
    public static Error VariantUnknown(int index) => Error.Invalid(
        "variant-unknown", "A variant does not belong to this product.",
        new FieldError($"/variants/{index}/id", "variant-unknown", "The variant does not belong to this product."));

    /// <summary>Sellers still offer the variant.</summary>
    public static Error VariantOffered(VariantId variant) =>
        Error.Conflict("variant-offered", "A variant with offers cannot be removed.") with
        {
            Facts = new Dictionary<string, object?> { ["variant"] = variant.Value },
        };

    /// <summary>Somebody edited meanwhile.</summary>
    public static Error Stale => new(ErrorKind.Stale, "product-changed", "The product changed meanwhile; read it again.");
}
