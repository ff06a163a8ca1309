using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Catalog;

/// <summary>A seller's own cards.</summary>
public sealed class SellerProductEndpoints : IEndpoints
{
    private const long BatchBytes = 32 * 1024 * 1024;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/seller/products").WithTags("Seller catalog").ForKeys("catalog");
        products.MapGet("", List).Needs("catalog.product.read").WithSummary("List the shop's own products").Produces<Page<SellerProductView>>();
        products.MapGet("/{id:guid}", Get).Needs("catalog.product.read").WithSummary("Read one of the shop's products")
            .Produces<SellerProductView>();
        products.MapPost("", Create).Needs("catalog.product.change").WithSummary("Begin a product as a draft").Produces<SellerProductView>(201);
        products.MapPatch("/{id:guid}", Edit).Needs("catalog.product.change").RequireIfMatch()
            .WithSummary("Edit a product; its version number goes up").Produces<SellerProductView>();
        products.MapPost("/{id:guid}/submit", Submit).Needs("catalog.product.change")
            .WithSummary("Ask for publication; the automatic checks answer at once").Produces<SellerProductView>();
        products.MapPost("/{id:guid}/hide", Hide).Needs("catalog.product.change").WithSummary("Take a public product off")
            .Produces<SellerProductView>();
        products.MapPost("/{id:guid}/show", Show).Needs("catalog.product.change").WithSummary("Put a hidden product back")
            .Produces<SellerProductView>();
        products.MapPost("/{id:guid}/archive", Archive).Needs("catalog.product.change").WithSummary("End a product for good")
            .Produces<SellerProductView>();
        products.MapPost("/batch", Import).Needs("catalog.product.change").WithMetadata(new LargeBody(BatchBytes))
            .WithSummary("Add or update up to 1000 products with variants, offers and stock by SKU").Produces<ProductsImported>();
    }

    private static async Task<IResult> List(
        string? status, Caller caller, PageQuery page, IQuery<ListSellerProducts, Page<SellerProductView>> list,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        var states = new List<ProductState>();
        foreach (var text in (status ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = text.Replace("_", "", StringComparison.Ordinal);
            if (!char.IsAsciiLetter(text[0]) || !Enum.TryParse<ProductState>(name, true, out var state)) return StatusUnknown;
            states.Add(state);
        }

        return Answer.Ok(await list.Handle(new ListSellerProducts(shop, states, page.Request), ct));
    }

    private static IResult StatusUnknown => Problem.Of(
        422, "validation-failed", "Some fields are not acceptable.",
        new FieldError("/status", "status-unknown", "There is no such status."));

    private static Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetSellerProduct, SellerProductView> get, CancellationToken ct) =>
        View(caller, new ProductId(id), get, ct);

    private static async Task<IResult> Create(
        NewProductBody body, Caller caller, IUseCase<CreateProduct, ProductId> create,
        IQuery<GetSellerProduct, SellerProductView> get, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        var request = new CreateProduct(shop, body.Card, [.. (body.Variants ?? []).Select(v => v.Content)]);
        var created = await create.Handle(request, ct);
        if (created.Failed(out var refusal, out var id)) return Problem.From(refusal);
        return Answer.Created(await get.Handle(new GetSellerProduct(shop, id), ct), p => $"/api/v1/seller/products/{p.Id}", p => p);
    }

    private static async Task<IResult> Edit(
        Guid id, ProductPatch body, IfMatch match, Caller caller, IUseCase<EditProduct, Unit> edit,
        IQuery<GetSellerProduct, SellerProductView> get, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        var request = new EditProduct(
            new ProductId(id), shop, match.Version, body.Change,
            body.Variants is null ? null : [.. body.Variants.Select(v => v.Content)]);
        var edited = await edit.Handle(request, ct);
        return edited.Failed(out var refusal) ? Problem.From(refusal) : await View(caller, request.Product, get, ct);
    }

    private static Task<IResult> Submit(
        Guid id, Caller caller, IUseCase<SubmitProduct, Unit> act, IQuery<GetSellerProduct, SellerProductView> get,
        CancellationToken ct) =>
        Do(caller, new ProductId(id), shop => act.Handle(new SubmitProduct(new ProductId(id), shop), ct), get, ct);

    private static Task<IResult> Hide(
        Guid id, Caller caller, IUseCase<HideProduct, Unit> act, IQuery<GetSellerProduct, SellerProductView> get,
        CancellationToken ct) =>
        Do(caller, new ProductId(id), shop => act.Handle(new HideProduct(new ProductId(id), shop), ct), get, ct);

    private static Task<IResult> Show(
        Guid id, Caller caller, IUseCase<ShowProduct, Unit> act, IQuery<GetSellerProduct, SellerProductView> get,
        CancellationToken ct) =>
        Do(caller, new ProductId(id), shop => act.Handle(new ShowProduct(new ProductId(id), shop), ct), get, ct);

    private static Task<IResult> Archive(
        Guid id, Caller caller, IUseCase<ArchiveProduct, Unit> act, IQuery<GetSellerProduct, SellerProductView> get,
        CancellationToken ct) =>
        Do(caller, new ProductId(id), shop => act.Handle(new ArchiveProduct(new ProductId(id), shop), ct), get, ct);

    private static async Task<IResult> Import(
        BatchBody body, Caller caller, IUseCase<ImportProducts, ProductsImported> import, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Ok(await import.Handle(new ImportProducts(shop, [.. body.Items.Select(i => i.Item)]), ct))
            : CatalogAnswers.NoShop;

    private static async Task<IResult> Do(
        Caller caller, ProductId id, Func<ShopId, Task<Result<Unit>>> act, IQuery<GetSellerProduct, SellerProductView> get,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        return (await act(shop)).Failed(out var refusal) ? Problem.From(refusal) : await View(caller, id, get, ct);
    }

    private static async Task<IResult> View(
        Caller caller, ProductId id, IQuery<GetSellerProduct, SellerProductView> get, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Tagged(await get.Handle(new GetSellerProduct(shop, id), ct), p => p.Version)
            : CatalogAnswers.NoShop;
}
