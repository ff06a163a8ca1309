using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>The category tree, or the subtree at a node.</summary>
public sealed record ListCategories(CategoryId? At);

/// <summary>A tree in display order: parents before children, siblings by position.</summary>
public sealed record CategoryTree(IReadOnlyList<CategoryView> Items);

/// <summary>One category.</summary>
/// <param name="Path">Ids from the top to this node.</param>
public sealed record CategoryView(
    CategoryId Id, CategoryId? ParentId, IReadOnlyList<CategoryId> Path, IReadOnlyDictionary<string, string> Names, int Position)
{
    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; init; }
}

/// <summary>One category by id.</summary>
public sealed record GetCategory(CategoryId Category);
