using FluentValidation;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>A shop is hidden until the matter is settled.</summary>
/// <param name="Reason">Shown to the seller.</param>
public sealed record SuspendShop(ShopId Shop, string Reason);

public sealed class SuspendShopValidator : AbstractValidator<SuspendShop>
{
    public SuspendShopValidator() => RuleFor(r => r.Reason).Line(3, 500);
}

public sealed class SuspendShopHandler(IShops shops, TimeProvider clock) : IUseCase<SuspendShop, Unit>
{
    public async Task<Result<Unit>> Handle(SuspendShop request, CancellationToken ct)
    {
        if (await shops.Find(request.Shop, ct) is not { } shop) return ShopErrors.NotFound;
        return shop.Suspend(request.Reason, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
