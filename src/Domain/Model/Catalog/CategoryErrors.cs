using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>Why the category tree says no.</summary>
public static class CategoryErrors
{
    private static readonly string[] Locales = ["ru", "uz", "en"];

    /// <summary>Unknown.</summary>
    public static Error NotFound => Error.NotFound("category-not-found", "There is no such category.");

    /// <summary>The parent named in a request does not exist.</summary>
    public static Error ParentUnknown => Error.Invalid(
        "category-unknown", "The parent category does not exist.",
        new FieldError("/parentId", "category-unknown", "The parent category does not exist."));

    /// <summary>The category named in a request does not exist.</summary>
    public static Error Unknown => Error.Invalid(
        "category-unknown", "The category does not exist.",
        new FieldError("/categoryId", "category-unknown", "The category does not exist."));

    /// <summary>A node cannot hang under itself.</summary>
    public static Error Cycle => Error.Invalid(
        "category-cycle", "A category cannot be moved under itself.",
        new FieldError("/parentId", "category-cycle", "The parent lies under the category."));

    /// <summary>The tree has a bottom.</summary>
    public static Error TooDeep => Error.Invalid(
        "category-too-deep", $"The tree has at most {Category.DepthMax} levels.",
        new FieldError("/parentId", "category-too-deep", $"The tree has at most {Category.DepthMax} levels."));

    /// <summary>Only an empty leaf goes away.</summary>
    public static Error InUse => Error.Conflict("category-in-use", "The category has products or categories below it.");

    /// <summary>Somebody edited meanwhile.</summary>
    public static Error Stale => new(ErrorKind.Stale, "category-changed", "The category changed meanwhile; read it again.");

    internal static Error? CheckNames(IReadOnlyDictionary<string, string> names)
    {
        var good = names.Count > 0 && names.All(n => Locales.Contains(n.Key) && n.Value.Trim().Length is > 0 and <= 200);
        return good ? null : Error.Invalid(
            "category-names", "A category needs a name in ru, uz or en, of 1 to 200 characters.",
            new FieldError("/names", "category-names", "A name in ru, uz or en, of 1 to 200 characters, is needed."));
    }
}
