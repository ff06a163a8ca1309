using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>A node of the category tree; goods hang on any node, a filter takes its whole subtree.</summary>
public sealed class Category : Aggregate<CategoryId>
{
    /// <summary>Deepest level of the tree.</summary>
    public const int DepthMax = 8;

    private Category(CategoryId id, CategoryId? parent, string path, IReadOnlyDictionary<string, string> names, int position)
        : base(id) =>
        (Parent, Path, Names, Position) = (parent, path, names, position);

    /// <summary>The node above; null at the top.</summary>
    public CategoryId? Parent { get; private set; }

    /// <summary>Ids from the top to this node, each followed by a slash, so that a subtree is a prefix.</summary>
    public string Path { get; private set; }

    /// <summary>Name by locale (<c>ru</c>, <c>uz</c>, <c>en</c>).</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; }

    /// <summary>Order among siblings.</summary>
    public int Position { get; private set; }

    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; private set; }

    /// <summary>Level from 1.</summary>
    public int Depth => Path.Count(c => c == '/');

    /// <summary>A new node under a parent, or at the top.</summary>
    public static Result<Category> Create(
        Category? parent, IReadOnlyDictionary<string, string> names, int position, DateTimeOffset at)
    {
        if (parent?.Depth >= DepthMax) return CategoryErrors.TooDeep;
        if (CategoryErrors.CheckNames(names) is { } wrong) return wrong;

        var id = CategoryId.New(at);
        return new Category(id, parent?.Id, parent?.Path + Segment(id), names, position);
    }

    /// <summary>Renames and reorders.</summary>
    public Result Describe(IReadOnlyDictionary<string, string> names, int position)
    {
        if (CategoryErrors.CheckNames(names) is { } wrong) return wrong;

        Position = position;
        if (!Words.Same(names, Names)) Names = names;
        return Result.Ok;
    }

    /// <summary>Hangs the node with its subtree under another parent; under itself is refused.</summary>
    /// <param name="subtree">Every node below this one.</param>
    public Result Move(Category? parent, IReadOnlyList<Category> subtree)
    {
        if (parent?.Id == Parent) return Result.Ok;
        if (parent is not null && parent.Path.StartsWith(Path, StringComparison.Ordinal)) return CategoryErrors.Cycle;

        var height = subtree.Count == 0 ? 0 : subtree.Max(c => c.Depth) - Depth;
        if ((parent?.Depth ?? 0) + 1 + height > DepthMax) return CategoryErrors.TooDeep;

        var (before, after) = (Path, parent?.Path + Segment(Id));
        (Parent, Path) = (parent?.Id, after);
        foreach (var below in subtree) below.Path = after + below.Path[before.Length..];
        return Result.Ok;
    }

    private static string Segment(CategoryId id) => $"{id.Value:N}/";
}
