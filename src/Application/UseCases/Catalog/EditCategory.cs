using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>An administrator renames, reorders or moves a category; null leaves a field as it is.</summary>
/// <param name="Move">True when <paramref name="Parent"/> is meant, null being the top.</param>
public sealed record EditCategory(
    CategoryId Category, uint? Version, IReadOnlyDictionary<string, string>? Names, int? Position, bool Move, CategoryId? Parent);

/// <summary>Moves the whole subtree with the node.</summary>
public sealed class EditCategoryHandler(ICategories categories) : IUseCase<EditCategory, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(EditCategory request, CancellationToken ct)
    {
        if (request.Move) await categories.LockTree(ct);
        var category = await categories.Find(request.Category, ct);
        if (category is null) return CategoryErrors.NotFound;
        if (request.Version is { } seen && seen != category.Version) return CategoryErrors.Stale;

        var described = category.Describe(request.Names ?? category.Names, request.Position ?? category.Position);
        if (described.Failed(out var wrong)) return wrong;
        if (!request.Move) return Unit.Value;

        var parent = request.Parent is { } id ? await categories.Find(id, ct) : null;
        if (request.Parent is not null && parent is null) return CategoryErrors.ParentUnknown;
        return category.Move(parent, await categories.Below(category, ct)).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
