using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>A seller puts a hidden card back.</summary>
public sealed record ShowProduct(ProductId Product, ShopId Shop);

/// <summary>Shows the shop's own card if it still passes the checks.</summary>
public sealed class ShowProductHandler(IProducts products, IOffers offers, ICategories categories, TimeProvider clock)
    : IUseCase<ShowProduct, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ShowProduct request, CancellationToken ct)
    {
        var product = await products.Find(request.Product, ct);
        if (product is null || product.Shop != request.Shop) return ProductErrors.NotFound;

        var known = await categories.Find(product.Category, ct) is not null;
        var offered = (await offers.On(product.Id, ct)).Any(o => o.Active);
        return product.Show(known, offered, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
