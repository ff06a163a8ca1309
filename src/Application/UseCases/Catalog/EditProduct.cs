using FluentValidation;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>A seller edits its own card; the content is numbered on.</summary>
/// <param name="Change">The new content from the old one.</param>
/// <param name="Variants">Every variant the card is to have; null leaves them.</param>
public sealed record EditProduct(
    ProductId Product, ShopId Shop, uint? Version, CardChange Change, IReadOnlyList<VariantContent>? Variants);

/// <summary>A merge patch of a card: null leaves a field as it is, a null entry takes that entry away.</summary>
public sealed record CardChange(
    CategoryId? Category, string? Title, string? Description, IReadOnlyDictionary<string, string?>? Attributes,
    IReadOnlyDictionary<string, CardText?>? Translations, IReadOnlyList<string>? Tags, IReadOnlyList<string>? Images)
{
    /// <summary>The content with the patch applied.</summary>
    public CardContent Applied(CardContent card) => new(
        Category ?? card.Category, Title ?? card.Title, Description ?? card.Description, Merged(card.Attributes, Attributes),
        Merged(card.Translations, Translations), Tags ?? card.Tags, Images ?? card.Images);

    private static IReadOnlyDictionary<string, T> Merged<T>(IReadOnlyDictionary<string, T> old, IReadOnlyDictionary<string, T?>? patch)
        where T : class
    {
        if (patch is null) return old;

        var merged = new Dictionary<string, T>(old);
        foreach (var (name, value) in patch)
        {
            if (value is null) merged.Remove(name);
            else merged[name] = value;
        }

        return merged;
    }
}

/// <summary>Variants of acceptable size; the content is checked when it is known as a whole.</summary>
public sealed class EditProductValidator : AbstractValidator<EditProduct>
{
    /// <summary>The rules.</summary>
    public EditProductValidator()
    {
        RuleForEach(r => r.Variants).SetValidator(new VariantContentValidator()).When(r => r.Variants is not null);
        RuleFor(r => r.Change.Applied(Empty)).SetValidator(new CardContentValidator()).OverridePropertyName("");
    }

    private static CardContent Empty { get; } =
        new(default, "", "", new Dictionary<string, string>(), new Dictionary<string, CardText>(), [], []);
}

/// <summary>Applies the edit to the version the seller saw.</summary>
public sealed class EditProductHandler(IProducts products, IOffers offers, ICategories categories, TimeProvider clock)
    : IUseCase<EditProduct, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(EditProduct request, CancellationToken ct)
    {
        var product = await products.Find(request.Product, ct);
        if (product is null || product.Shop != request.Shop) return ProductErrors.NotFound;
        if (request.Version is { } seen && seen != product.Version) return ProductErrors.Stale;

        var card = request.Change.Applied(product.Card);
        var known = await categories.Find(card.Category, ct) is not null;
        if (!known) return CategoryErrors.Unknown;

        var offered = request.Variants is null ? [] : (await offers.On(product.Id, ct)).Select(o => o.Variant).ToHashSet();
        return product.Edit(card, request.Variants, known, offered.Contains, clock.GetUtcNow()).Failed(out var refusal)
            ? refusal
            : Unit.Value;
    }
}
