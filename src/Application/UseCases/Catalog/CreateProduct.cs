using FluentValidation;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>A seller begins a card; it is a draft until submitted.</summary>
public sealed record CreateProduct(ShopId Shop, CardContent Card, IReadOnlyList<VariantContent> Variants);

/// <summary>Content of acceptable size.</summary>
public sealed class CreateProductValidator : AbstractValidator<CreateProduct>
{
    /// <summary>The rules.</summary>
    public CreateProductValidator()
    {
        RuleFor(r => r.Card).SetValidator(new CardContentValidator()).OverridePropertyName("");
        RuleForEach(r => r.Variants).SetValidator(new VariantContentValidator());
    }
}

/// <summary>Creates the draft in a category that exists.</summary>
public sealed class CreateProductHandler(IProducts products, ICategories categories, TimeProvider clock)
    : IUseCase<CreateProduct, ProductId>
{
    /// <inheritdoc/>
    public async Task<Result<ProductId>> Handle(CreateProduct request, CancellationToken ct)
    {
        if (await categories.Find(request.Card.Category, ct) is null) return CategoryErrors.Unknown;

        var created = Product.Create(request.Shop, request.Card, request.Variants, clock.GetUtcNow());
        if (created.Failed(out var refusal, out var product)) return refusal;

        products.Add(product);
        return product.Id;
    }
}
