using System.Text.RegularExpressions;
using FluentValidation;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>Somebody wants to sell.</summary>
public sealed record ApplyForShop(UserId Owner, ShopProfile Profile);

public sealed partial class ApplyForShopValidator : AbstractValidator<ApplyForShop>
{
    // The profile is the body itself, so pointers start at its fields.
    public ApplyForShopValidator()
    {
        RuleFor(r => r.Profile.Name).Line(2, 80).OverridePropertyName("Name");
        RuleFor(r => r.Profile.Slug).NotNull().WithErrorCode("required")
            .Must(s => s is null || Slug().IsMatch(s)).WithErrorCode("slug")
            .WithMessage("Use 3 to 60 lower case letters, digits and single hyphens.").OverridePropertyName("Slug");
        RuleFor(r => r.Profile.Country).NotNull().WithErrorCode("required")
            .Must(c => c is { Length: 2 } && c.All(char.IsAsciiLetterUpper)).WithErrorCode("country")
            .WithMessage("Write the country as two capital letters.").OverridePropertyName("Country");
        RuleFor(r => r.Profile.LegalForm).IsInEnum().WithErrorCode("legal-form").OverridePropertyName("LegalForm");
        RuleFor(r => r.Profile.Kind).IsInEnum().WithErrorCode("kind").OverridePropertyName("Kind");
        RuleFor(r => r.Profile.Description!).Prose(2000).When(r => r.Profile.Description is not null)
            .OverridePropertyName("Description");
    }

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
        var shop = Shop.Apply(
            ShopId.New(at), request.Owner, request.Profile with { Name = request.Profile.Name.Trim() }, at);
        shops.Add(shop);
        return shop.Id;
    }
}
