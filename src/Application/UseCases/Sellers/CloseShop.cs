using FluentValidation;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>A shop ends, or its application is turned down.</summary>
/// <param name="Reason">Shown to the seller.</param>
public sealed record CloseShop(ShopId Shop, string Reason);

public sealed class CloseShopValidator : AbstractValidator<CloseShop>
{
    public CloseShopValidator() => RuleFor(r => r.Reason).Line(3, 500);
}

public sealed class CloseShopHandler(IShops shops, TimeProvider clock) : IUseCase<CloseShop, Unit>
{
    public async Task<Result<Unit>> Handle(CloseShop request, CancellationToken ct)
    {
        if (await shops.Find(request.Shop, ct) is not { } shop) return ShopErrors.NotFound;
        return shop.Close(request.Reason, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
