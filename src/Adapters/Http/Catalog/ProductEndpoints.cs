using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Catalog;

/// <summary>Public products.</summary>
public sealed class ProductEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/products").WithTags("Catalog");
        products.MapGet("", List).Anyone().WithSummary("List products; filter by category, shop and price; newest first unless sorted")
            .Produces<Page<ListingView>>();
        products.MapGet("/{id:guid}", Get).Anyone().WithSummary("Read a product with its variants and offers").Produces<ProductPageView>();
        products.MapGet("/{id:guid}/offers", Offers).Anyone().WithSummary("List the sellers' offers on a product, the featured one first")
            .Produces<Page<PublicOfferView>>();
    }

    private static async Task<IResult> List(
        Guid? category, Guid? shop, long? priceMin, long? priceMax, string? sort, PageQuery page, IQuery<ListProducts, RawJson> list,
        CancellationToken ct)
    {
        sort ??= "newest";
        if (!ListProducts.Sorts.Contains(sort))
        {
            var known = $"sort is one of {string.Join(", ", ListProducts.Sorts)}.";
            return Problem.Of(422, "validation-failed", "Some fields are not acceptable.", new FieldError("/sort", "sort-unknown", known));
        }

        var request = new ListProducts(
            category is { } c ? new CategoryId(c) : null, shop is { } s ? new ShopId(s) : null, priceMin, priceMax, sort, page.Request);
        return CatalogAnswers.Raw(await list.Handle(request, ct));
    }

    private static async Task<IResult> Get(Guid id, IQuery<GetProduct, RawJson> get, CancellationToken ct) =>
        CatalogAnswers.Raw(await get.Handle(new GetProduct(new ProductId(id)), ct));

    private static async Task<IResult> Offers(Guid id, IQuery<ListProductOffers, RawJson> list, CancellationToken ct) =>
        CatalogAnswers.Raw(await list.Handle(new ListProductOffers(new ProductId(id)), ct));
}
