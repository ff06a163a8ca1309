using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Catalog;

internal sealed class ListCategoriesHandler(MarketplaceDb db) : IQuery<ListCategories, CategoryTree>
{
    public async Task<Result<CategoryTree>> Handle(ListCategories request, CancellationToken ct)
    {
        var all = db.Set<Category>().AsNoTracking();
        if (request.At is { } at)
        {
            var root = await all.Where(c => c.Id == at).Select(c => c.Path).FirstOrDefaultAsync(ct);
            if (root is null) return CategoryErrors.NotFound;
            all = all.Where(c => c.Path.StartsWith(root));
        }

        var rows = await all.ToListAsync(ct);
        var shown = rows.Select(c => c.Id).ToHashSet();
        var children = rows.ToLookup(c => c.Parent is { } parent && shown.Contains(parent) ? c.Parent : null);
        return new CategoryTree([.. Under(null).Select(CategoryViews.Of)]);

        IEnumerable<Category> Under(CategoryId? parent) =>
            children[parent].OrderBy(c => c.Position).ThenBy(c => c.Id.Value).SelectMany(c => Under(c.Id).Prepend(c));
    }
}

internal sealed class GetCategoryHandler(MarketplaceDb db) : IQuery<GetCategory, CategoryView>
{
    public async Task<Result<CategoryView>> Handle(GetCategory request, CancellationToken ct) =>
        await db.Set<Category>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == request.Category, ct) is { } category
            ? CategoryViews.Of(category)
            : CategoryErrors.NotFound;
}

internal static class CategoryViews
{
    public static CategoryView Of(Category category) => new(
        category.Id, category.Parent,
        [.. category.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(id => new CategoryId(Guid.Parse(id)))],
        category.Names, category.Position)
    { Version = category.Version };
}
