using System.Text.RegularExpressions;
using FluentValidation;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>Somebody wants to sell.</summary>
public sealed record ApplyForShop(UserId Owner, ShopProfile Profile);

public sealed partial class ApplyForShopValidator : AbstractValidator<ApplyForShop>
{
    public ApplyForShopValidator() => RuleFor(r => r.Profile).ChildRules(profile =>
    {
        profile.RuleFor(p => p.Name).Line(2, 80);
        profile.RuleFor(p => p.Slug).NotNull().WithErrorCode("required").Must(s => s is null || Slug().IsMatch(s)).WithErrorCode("slug")
            .WithMessage("Use 3 to 60 lower case letters, digits and single hyphens.");
        profile.RuleFor(p => p.Country).NotNull().WithErrorCode("required").Must(c => c is { Length: 2 } && c.All(char.IsAsciiLetterUpper))
            .WithErrorCode("country").WithMessage("Write the country as two capital letters.");
        profile.RuleFor(p => p.LegalForm).IsInEnum().WithErrorCode("legal-form");
        profile.RuleFor(p => p.Kind).IsInEnum().WithErrorCode("kind");
        profile.RuleFor(p => p.Description!).Prose(2000).When(p => p.Description is not null);
    });

    [GeneratedRegex("^(?=.{3,60}\\z)[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Slug();
}

public sealed class ApplyForShopHandler(IShops shops, TimeProvider clock) : IUseCase<ApplyForShop, ShopId>
{
    public async Task<Result<ShopId>> Handle(ApplyForShop request, CancellationToken ct)
    {
        if (await shops.FindOf(request.Owner, ct) is not null) return ShopErrors.AlreadyApplied;
        if (await shops.HasSlug(request.Profile.Slug, ct)) return ShopErrors.SlugTaken;

        var at = clock.GetUtcNow();
        var shop = Shop.Apply(ShopId.New(at), request.Owner, request.Profile with { Name = request.Profile.Name.Trim() }, at);
        shops.Add(shop);
        return shop.Id;
    }
}
