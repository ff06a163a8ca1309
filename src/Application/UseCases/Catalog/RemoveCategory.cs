using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>An administrator takes an empty category away.</summary>
public sealed record RemoveCategory(CategoryId Category, uint? Version);

/// <summary>Refuses while anything hangs on the category.</summary>
public sealed class RemoveCategoryHandler(ICategories categories) : IUseCase<RemoveCategory, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RemoveCategory request, CancellationToken ct)
    {
        await categories.LockTree(ct);
        var category = await categories.Find(request.Category, ct);
        if (category is null) return CategoryErrors.NotFound;
        if (request.Version is { } seen && seen != category.Version) return CategoryErrors.Stale;
        if (await categories.InUse(request.Category, ct)) return CategoryErrors.InUse;

        categories.Remove(category);
        return Unit.Value;
    }
}
