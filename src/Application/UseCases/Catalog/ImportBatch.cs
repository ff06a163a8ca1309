using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Catalog;

/// <summary>Sorts an import's cards into new ones, changes of known ones and refusals.</summary>
internal sealed class ImportBatch(
    ShopId shop, MarketTerms market, IReadOnlySet<CategoryId> categories, Dictionary<string, Offer> ours,
    Dictionary<ProductId, Product> cards, DateTimeOffset at)
{
    private static readonly CardContentValidator CardRules = new();
    private static readonly VariantContentValidator VariantRules = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public List<Product> Created { get; } = [];

    public List<(Offer Offer, StockItem Stock)> OnCreated { get; } = [];

    public List<(Offer Offer, StockItem Stock)> OnKnown { get; } = [];

    public List<(int Index, Count Count)> Counts { get; } = [];

    public ImportOutcome Take(ImportItem item, int index)
    {
        var wrong = Wrong(item);
        if (wrong.Count > 0) return ImportOutcome.Refused(index, wrong);

        var known = item.Variants.Select(v => ours.GetValueOrDefault(v.Offer.Sku)).OfType<Offer>()
            .Select(o => o.Product).Distinct().ToArray();
        return known switch
        {
            [] => Create(item, index),
            [var id] when cards.TryGetValue(id, out var card) && card.Shop == shop => Update(card, item, index),
            [_] => Refused("sku-on-foreign-card", "An offer with this SKU stands on another shop's card."),
            _ => Refused("skus-on-several-cards", "The SKUs belong to different products."),
        };

        ImportOutcome Refused(string code, string message) =>
            ImportOutcome.Refused(index, [new FieldError("/variants", code, message)]);
    }

    private ImportOutcome Create(ImportItem item, int index)
    {
        var variants = item.Variants.Select(v => new VariantContent(null, v.Attributes, v.Gtin)).ToArray();
        var created = Product.Create(shop, item.Card, variants, at);
        if (created.Failed(out var refusal, out var product)) return ImportOutcome.Refused(index, refusal);

        var made = new (Offer Offer, StockItem Stock)[item.Variants.Count];
        for (var i = 0; i < made.Length; i++)
        {
            var offered = Offer.Create(product, product.Variants[i].Id, shop, item.Variants[i].Offer, at);
            if (offered.Failed(out var wrong, out var offer)) return ImportOutcome.Refused(index, wrong);
            made[i] = (offer, StockItem.Open(offer, item.Variants[i].OnHand));
        }

        if (item.Publish) product.Submit(categoryKnown: true, made.Any(m => m.Offer.Active), at);
        Created.Add(product);
        OnCreated.AddRange(made);
        return Outcome(index, "CREATED", product, made.Select(m => m.Offer));
    }

    private ImportOutcome Update(Product product, ImportItem item, int index)
    {
        // Variants the import does not name stay: an import adds and updates, it never takes away.
        var named = item.Variants
            .Select(v => new VariantContent(ours.GetValueOrDefault(v.Offer.Sku)?.Variant, v.Attributes, v.Gtin)).ToList();
        var others = product.Variants.Where(v => named.All(n => n.Id != v.Id))
            .Select(v => new VariantContent(v.Id, v.Attributes, v.Gtin));
        var edited = product.Edit(item.Card, [.. named, .. others], true, _ => true, at);
        if (edited.Failed(out var refusal)) return ImportOutcome.Refused(index, refusal);

        var touched = new List<Offer>();
        for (var i = 0; i < item.Variants.Count; i++)
        {
            var wanted = item.Variants[i];
            if (ours.TryGetValue(wanted.Offer.Sku, out var offer))
            {
                offer.Change(wanted.Offer, at);
                Counts.Add((index, new Count(offer.Id, null, wanted.OnHand)));
            }
            else
            {
                var offered = Offer.Create(product, product.Variants[i].Id, shop, wanted.Offer, at);
                if (offered.Failed(out var wrong, out offer)) return ImportOutcome.Refused(index, wrong);
                OnKnown.Add((offer, StockItem.Open(offer, wanted.OnHand)));
            }

            touched.Add(offer);
        }

        if (item.Publish && product.State is ProductState.Draft or ProductState.Rejected)
            product.Submit(categoryKnown: true, touched.Any(o => o.Active), at);
        return Outcome(index, "UPDATED", product, touched);
    }

    private List<FieldError> Wrong(ImportItem item)
    {
        var wrong = new List<FieldError>();
        if (!categories.Contains(item.Card.Category)) wrong.AddRange(CategoryErrors.Unknown.Fields!);
        wrong.AddRange(CardRules.Validate(item.Card).Errors.Select(e => Field("/", e)));
        if (item.Variants.Count is 0 or > ProductErrors.VariantsMax) wrong.AddRange(ProductErrors.VariantCount.Fields!);
        for (var i = 0; i < item.Variants.Count; i++)
        {
            var (variant, at) = (item.Variants[i], $"/variants/{i}");
            var described = new VariantContent(null, variant.Attributes, variant.Gtin);
            wrong.AddRange(VariantRules.Validate(described).Errors.Select(e => Field(at + "/", e)));
            var terms = OfferErrors.Check(variant.Offer) ?? MarketRules.Check(variant.Offer, market);
            wrong.AddRange(terms?.Fields?.Select(f => f with { Pointer = $"{at}/offer{f.Pointer}" }) ?? []);
            if (variant.OnHand is < 0 or > 100_000_000)
                wrong.Add(new FieldError($"{at}/onHand", "out-of-range", "Units on hand are between 0 and 100000000."));
            if (!_seen.Add(variant.Offer.Sku))
                wrong.Add(new FieldError($"{at}/offer/sku", "sku-repeated", "The SKU occurs twice in this batch."));
        }

        return wrong;
    }

    private static FieldError Field(string at, FluentValidation.Results.ValidationFailure failure) =>
        new(at + char.ToLowerInvariant(failure.PropertyName[0]) + failure.PropertyName[1..], "not-acceptable", failure.ErrorMessage);

    private static ImportOutcome Outcome(int index, string status, Product product, IEnumerable<Offer> offers) => new(
        index, status, product.Id, product.State.ToString().ToUpperInvariant(),
        [.. offers.Select(o => new ImportedOffer(o.Sku, o.Id, o.Variant))],
        product.Refusals);
}
