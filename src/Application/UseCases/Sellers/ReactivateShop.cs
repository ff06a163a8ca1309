using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>A restricted or suspended shop sells again.</summary>
public sealed record ReactivateShop(ShopId Shop);

public sealed class ReactivateShopHandler(IShops shops, TimeProvider clock) : IUseCase<ReactivateShop, Unit>
{
    public async Task<Result<Unit>> Handle(ReactivateShop request, CancellationToken ct)
    {
        if (await shops.Find(request.Shop, ct) is not { } shop) return ShopErrors.NotFound;
        return shop.Reactivate(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
