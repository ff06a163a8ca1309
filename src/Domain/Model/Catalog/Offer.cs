using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>Weight in grams and outer size in millimetres of one unit.</summary>
public sealed record UnitSize(int WeightGrams, int LengthMm, int WidthMm, int HeightMm);

/// <summary>What a seller asks for and promises with one unit.</summary>
/// <param name="Sku">The seller's own code, unique in the shop.</param>
/// <param name="CompareAt">The price struck through, higher than the price.</param>
/// <param name="TaxClass">Key into the market's tax rates.</param>
/// <param name="HandlingDays">Days from acceptance to hand-over.</param>
/// <param name="ReturnDays">Return window after delivery, 0–365.</param>
public sealed record OfferTerms(
    string Sku, Money Price, Money? CompareAt, UnitSize Size, string TaxClass, int HandlingDays, int ReturnDays, bool Active);

/// <summary>One seller's price and promise for one variant.</summary>
public sealed class Offer : Aggregate<OfferId>
{
    private Offer(OfferId id, ProductId product, VariantId variant, ShopId shop, DateTimeOffset createdAt) : base(id) =>
        (Product, Variant, Shop, CreatedAt, UpdatedAt) = (product, variant, shop, createdAt, createdAt);

    /// <summary>The card.</summary>
    public ProductId Product { get; private set; }

    /// <summary>The variant of the card.</summary>
    public VariantId Variant { get; private set; }

    /// <summary>The shop that sells.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>The seller's code.</summary>
    public string Sku { get; private set; } = "";

    /// <summary>Price of one unit.</summary>
    public Money Price { get; private set; }

    /// <summary>Struck-through price in minor units of the price's currency.</summary>
    public long? CompareAtAmount { get; private set; }

    /// <summary>Weight of one unit.</summary>
    public int WeightGrams { get; private set; }

    /// <summary>Longest side.</summary>
    public int LengthMm { get; private set; }

    /// <summary>Second side.</summary>
    public int WidthMm { get; private set; }

    /// <summary>Third side.</summary>
    public int HeightMm { get; private set; }

    /// <summary>Key into the market's tax rates.</summary>
    public string TaxClass { get; private set; } = "";

    /// <summary>Days from acceptance to hand-over.</summary>
    public int HandlingDays { get; private set; }

    /// <summary>Return window in days.</summary>
    public int ReturnDays { get; private set; }

    /// <summary>Offered at all.</summary>
    public bool Active { get; private set; }

    /// <summary>When the offer was made; the older one wins a tie of prices.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When its terms last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; private set; }

    /// <summary>The terms as one value.</summary>
    public OfferTerms Terms => new(
        Sku, Price, CompareAtAmount is { } amount ? new Money(amount, Price.Currency) : null,
        new UnitSize(WeightGrams, LengthMm, WidthMm, HeightMm), TaxClass, HandlingDays, ReturnDays, Active);

    /// <summary>Puts an offer on a variant; a stranger's card must be public.</summary>
    public static Result<Offer> Create(Product product, VariantId variant, ShopId shop, OfferTerms terms, DateTimeOffset at)
    {
        if (product.State == ProductState.Archived) return ProductErrors.Archived;
        if (product.Shop != shop && product.State != ProductState.Published) return ProductErrors.NotFound;
        if (product.Variants.All(v => v.Id != variant)) return OfferErrors.VariantUnknown;
        if (OfferErrors.Check(terms) is { } wrong) return wrong;

        var offer = new Offer(OfferId.New(at), product.Id, variant, shop, at);
        offer.Take(terms);
        return offer;
    }

    /// <summary>Changes the terms; orders already placed keep theirs.</summary>
    public Result Change(OfferTerms terms, DateTimeOffset at)
    {
        if (OfferErrors.Check(terms) is { } wrong) return wrong;
        if (terms == Terms) return Result.Ok;

        var old = Price;
        Take(terms);
        UpdatedAt = at;
        if (old != Price) Raise(new OfferRepriced(Id, Shop, old, Price));
        return Result.Ok;
    }

    private void Take(OfferTerms terms)
    {
        (Sku, Price, CompareAtAmount) = (terms.Sku, terms.Price, terms.CompareAt?.Minor);
        (WeightGrams, LengthMm, WidthMm, HeightMm) = terms.Size;
        (TaxClass, HandlingDays, ReturnDays, Active) = (terms.TaxClass, terms.HandlingDays, terms.ReturnDays, terms.Active);
    }
}
