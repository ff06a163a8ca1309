using FluentValidation;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>A shop may finish its orders but neither list nor be paid for now.</summary>
/// <param name="Reason">Shown to the seller.</param>
public sealed record RestrictShop(ShopId Shop, string Reason);

public sealed class RestrictShopValidator : AbstractValidator<RestrictShop>
{
    public RestrictShopValidator() => RuleFor(r => r.Reason).Line(3, 500);
}

public sealed class RestrictShopHandler(IShops shops, TimeProvider clock) : IUseCase<RestrictShop, Unit>
{
    public async Task<Result<Unit>> Handle(RestrictShop request, CancellationToken ct)
    {
        if (await shops.Find(request.Shop, ct) is not { } shop) return ShopErrors.NotFound;
        return shop.Restrict(request.Reason, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
