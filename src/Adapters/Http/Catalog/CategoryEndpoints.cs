using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Catalog;

/// <summary>The category tree: public to read, the administrator's to shape.</summary>
public sealed class CategoryEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var categories = routes.MapGroup("/categories").WithTags("Catalog");
        categories.MapGet("", List).Anyone().WithSummary("Read the category tree, or the subtree at a category")
            .Produces<CategoryTree>();
        categories.MapGet("/{id:guid}", Get).Anyone().WithSummary("Read a category").Produces<CategoryView>();
        categories.MapPost("", Add).Needs("catalog.category.manage").WithSummary("Add a category").Produces<CategoryView>(201);
        categories.MapPatch("/{id:guid}", Edit).Needs("catalog.category.manage").RequireIfMatch()
            .WithSummary("Rename, reorder or move a category").Produces<CategoryView>();
        categories.MapDelete("/{id:guid}", Remove).Needs("catalog.category.manage").RequireIfMatch().WithSummary("Remove an empty category")
            .Produces(204);
    }

    private static async Task<IResult> List(Guid? at, IQuery<ListCategories, CategoryTree> list, CancellationToken ct) =>
        Answer.Tagged(await list.Handle(new ListCategories(at is { } id ? new CategoryId(id) : null), ct));

    private static async Task<IResult> Get(Guid id, IQuery<GetCategory, CategoryView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetCategory(new CategoryId(id)), ct), c => c.Version);

    private static async Task<IResult> Add(
        CategoryBody body, IUseCase<AddCategory, CategoryId> add, IQuery<GetCategory, CategoryView> get,
        CancellationToken ct)
    {
        var added = await add.Handle(new AddCategory(body.ParentId, body.Names, body.Position), ct);
        if (added.Failed(out var refusal, out var id)) return Problem.From(refusal);
        return Answer.Created(await get.Handle(new GetCategory(id), ct), c => $"/api/v1/categories/{c.Id}", c => c);
    }

    private static async Task<IResult> Edit(
        Guid id, CategoryPatch body, IfMatch match, IUseCase<EditCategory, Unit> edit, IQuery<GetCategory, CategoryView> get,
        CancellationToken ct)
    {
        var category = new CategoryId(id);
        var edited = await edit.Handle(
            new EditCategory(category, match.Version, body.Names, body.Position, body.ParentId.IsSet, body.ParentId.Value), ct);
        return edited.Failed(out var refusal)
            ? Problem.From(refusal)
            : Answer.Tagged(await get.Handle(new GetCategory(category), ct), c => c.Version);
    }

    private static async Task<IResult> Remove(
        Guid id, IfMatch match, IUseCase<RemoveCategory, Unit> remove, CancellationToken ct) =>
        Answer.NoContent(await remove.Handle(new RemoveCategory(new CategoryId(id), match.Version), ct));

    /// <summary>A new category; names by locale (ru, uz, en).</summary>
    public sealed record CategoryBody(IReadOnlyDictionary<string, string> Names, CategoryId? ParentId = null, int Position = 0);

    /// <summary>Fields to change; a null parent moves to the top.</summary>
    public sealed record CategoryPatch(IReadOnlyDictionary<string, string>? Names = null, int? Position = null)
    {
        /// <summary>The category above; <c>null</c> moves to the top.</summary>
        public Patched<CategoryId?> ParentId { get; init; }
    }
}
