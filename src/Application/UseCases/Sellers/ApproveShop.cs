using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>A moderator lets a shop in.</summary>
public sealed record ApproveShop(ShopId Shop);

public sealed class ApproveShopHandler(IShops shops, TimeProvider clock) : IUseCase<ApproveShop, Unit>
{
    public async Task<Result<Unit>> Handle(ApproveShop request, CancellationToken ct)
    {
        if (await shops.Find(request.Shop, ct) is not { } shop) return ShopErrors.NotFound;
        return shop.Approve(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
