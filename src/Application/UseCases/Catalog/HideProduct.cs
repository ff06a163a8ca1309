using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>A seller takes a public card off.</summary>
public sealed record HideProduct(ProductId Product, ShopId Shop);

/// <summary>Hides the shop's own card.</summary>
public sealed class HideProductHandler(IProducts products, TimeProvider clock) : IUseCase<HideProduct, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(HideProduct request, CancellationToken ct)
    {
        var product = await products.Find(request.Product, ct);
        if (product is null || product.Shop != request.Shop) return ProductErrors.NotFound;

        return product.Hide(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
