using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>An administrator adds a category under a parent or at the top.</summary>
public sealed record AddCategory(CategoryId? Parent, IReadOnlyDictionary<string, string> Names, int Position);

/// <summary>Adds the node while nobody else reshapes the tree.</summary>
public sealed class AddCategoryHandler(ICategories categories, TimeProvider clock) : IUseCase<AddCategory, CategoryId>
{
    /// <inheritdoc/>
    public async Task<Result<CategoryId>> Handle(AddCategory request, CancellationToken ct)
    {
        await categories.LockTree(ct);
        var parent = request.Parent is { } id ? await categories.Find(id, ct) : null;
        if (request.Parent is not null && parent is null) return CategoryErrors.ParentUnknown;

        var created = Category.Create(parent, request.Names, request.Position, clock.GetUtcNow());
        if (created.Failed(out var refusal, out var category)) return refusal;

        categories.Add(category);
        return category.Id;
    }
}
