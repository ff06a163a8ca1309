using FluentValidation;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Sellers;

/// <summary>A seller changes the shop; null leaves a value as it is, an empty description removes it.</summary>
/// <param name="Vacation">Null leaves the vacation as it is.</param>
public sealed record UpdateShop(
    UserId Owner, string? Name, string? Description, bool? AutoAccept, VacationWish? Vacation, uint? Version);

/// <summary>Days on which the shop shall sell nothing; without an end there is no vacation.</summary>
/// <param name="From">First day; today when left out.</param>
/// <param name="Until">Last day; null ends or cancels the vacation.</param>
public sealed record VacationWish(DateOnly? From, DateOnly? Until);

public sealed class UpdateShopValidator : AbstractValidator<UpdateShop>
{
    public UpdateShopValidator()
    {
        RuleFor(r => r.Name!).Line(2, 80).When(r => r.Name is not null);
        RuleFor(r => r.Description!).Prose(2000).When(r => r.Description is not null);
    }
}

public sealed class UpdateShopHandler(IShops shops, IMarketTerms market, TimeProvider clock) : IUseCase<UpdateShop, Unit>
{
    public async Task<Result<Unit>> Handle(UpdateShop request, CancellationToken ct)
    {
        if (await shops.FindOf(request.Owner, ct) is not { } shop) return ShopErrors.NotFound;
        if (request.Version is { } version && version != shop.Version) return ShopErrors.Stale;

        var described = shop.Describe(request.Name?.Trim(), request.Description, request.AutoAccept);
        if (described.Failed(out var refusal)) return refusal;
        if (request.Vacation is { } wish && Plan(shop, wish).Failed(out var notNow)) return notNow;
        return Unit.Value;
    }

    private Result Plan(Shop shop, VacationWish wish)
    {
        var at = clock.GetUtcNow();
        if (wish.Until is not { } until) return shop.EndVacation(at);

        var zone = TimeZoneInfo.FindSystemTimeZoneById(market.Current.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        return shop.TakeVacation(wish.From ?? today, until, today, at);
    }
}
