using FluentValidation;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Catalog;

/// <summary>Up to a thousand cards with variants, offers and stock at once; a known SKU updates what it belongs to.</summary>
public sealed record ImportProducts(ShopId Shop, IReadOnlyList<ImportItem> Items);

/// <summary>One card of an import.</summary>
/// <param name="Publish">Submit it to the checks.</param>
public sealed record ImportItem(CardContent Card, IReadOnlyList<ImportVariant> Variants, bool Publish);

/// <summary>One variant of an imported card, with the shop's offer on it.</summary>
public sealed record ImportVariant(IReadOnlyDictionary<string, string> Attributes, string? Gtin, OfferTerms Offer, int OnHand);

/// <summary>How each card went, in the order asked.</summary>
public sealed record ProductsImported(IReadOnlyList<ImportOutcome> Items);

/// <summary>One card's outcome: <c>CREATED</c>, <c>UPDATED</c> or <c>ERROR</c>.</summary>
public sealed record ImportOutcome(
    int Index, string Status, ProductId? Product, string? State, IReadOnlyList<ImportedOffer> Offers,
    IReadOnlyList<FieldError> Errors)
{
    internal static ImportOutcome Refused(int index, params IReadOnlyList<FieldError> errors) =>
        new(index, "ERROR", null, null, [], errors);

    internal static ImportOutcome Refused(int index, Error error) =>
        Refused(index, error.Fields ?? [new FieldError("", error.Code, error.Message)]);
}

/// <summary>An offer the import made or updated.</summary>
public sealed record ImportedOffer(string Sku, OfferId Offer, VariantId Variant);

/// <summary>A batch has a bounded size; items are judged one by one.</summary>
public sealed class ImportProductsValidator : AbstractValidator<ImportProducts>
{
    /// <summary>The rules.</summary>
    public ImportProductsValidator() =>
        RuleFor(r => r.Items).Must(i => i.Count is > 0 and <= 1000).WithMessage("A batch has 1 to 1000 products.");
}

/// <summary>Stores every acceptable card in one commit and reports the others.</summary>
public sealed class ImportProductsHandler(
    IProducts products, IOffers offers, IStockItems stock, ICategories categories, IMarketTerms market, TimeProvider clock)
    : IUseCase<ImportProducts, ProductsImported>
{
    /// <inheritdoc/>
    public async Task<Result<ProductsImported>> Handle(ImportProducts request, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var known = await categories.Known([.. request.Items.Select(i => i.Card.Category).Distinct()], ct);
        var skus = request.Items.SelectMany(i => i.Variants).Select(v => v.Offer.Sku).Distinct().ToArray();
        var ours = (await offers.FindBySku(request.Shop, skus, ct)).ToDictionary(o => o.Sku);
        var cards = (await products.FindAll([.. ours.Values.Select(o => o.Product).Distinct()], ct)).ToDictionary(p => p.Id);
        var batch = new ImportBatch(request.Shop, market.Current, known, ours, cards, at);

        var outcomes = request.Items.Select((item, index) => batch.Take(item, index)).ToArray();

        if (batch.Created.Count > 0)
        {
            var (created, units) = (batch.OnCreated.Select(o => o.Offer).ToArray(), batch.OnCreated.Select(o => o.Stock).ToArray());
            await products.AddAll(batch.Created, created, units, at, ct);
        }

        foreach (var (offer, item) in batch.OnKnown)
        {
            offers.Add(offer);
            stock.Open(item, at);
        }

        if (batch.Counts.Count == 0) return new ProductsImported(outcomes);
        var counted = await stock.Set(request.Shop, [.. batch.Counts.Select(c => c.Count)], Guid.CreateVersion7(at), at, ct);
        for (var i = 0; i < counted.Count; i++) Report(outcomes, batch.Counts[i].Index, counted[i]);
        return new ProductsImported(outcomes);
    }

    private static void Report(ImportOutcome[] outcomes, int index, Counted counted)
    {
        if (counted.Accepted) return;
        var held = $"{counted.Reserved} units are held for orders; the count was not taken.";
        var error = new FieldError("/onHand", "stock-below-reserved", held);
        outcomes[index] = outcomes[index] with { Errors = [.. outcomes[index].Errors, error] };
    }
}
