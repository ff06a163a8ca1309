using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>A seller asks for a card to become public; the automatic checks answer at once.</summary>
public sealed record SubmitProduct(ProductId Product, ShopId Shop);

/// <summary>Runs the checks with the card's category and offers.</summary>
public sealed class SubmitProductHandler(IProducts products, IOffers offers, ICategories categories, TimeProvider clock)
    : IUseCase<SubmitProduct, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(SubmitProduct request, CancellationToken ct)
    {
        var product = await products.Find(request.Product, ct);
        if (product is null || product.Shop != request.Shop) return ProductErrors.NotFound;

        var known = await categories.Find(product.Category, ct) is not null;
        var offered = (await offers.On(product.Id, ct)).Any(o => o.Active);
        return product.Submit(known, offered, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
