using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>A seller ends a card for good; orders keep what they froze.</summary>
public sealed record ArchiveProduct(ProductId Product, ShopId Shop);

/// <summary>Archives the shop's own card.</summary>
public sealed class ArchiveProductHandler(IProducts products, TimeProvider clock) : IUseCase<ArchiveProduct, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ArchiveProduct request, CancellationToken ct)
    {
        var product = await products.Find(request.Product, ct);
        if (product is null || product.Shop != request.Shop) return ProductErrors.NotFound;

        return product.Archive(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
