using Marketplace.Kernel;

namespace Marketplace.Ports.Catalog;

/// <summary>Today's terms of one offer, with what delivery and fees need to know.</summary>
/// <param name="Available">Units that could be held now (on hand minus reserved).</param>
/// <param name="Sellable">Published, shown and of a shop that sells.</param>
/// <param name="TaxClass">Key into the market's tax rates, for instance <c>standard</c>.</param>
/// <param name="HandlingDays">Days from acceptance to hand-over; 0 is the same day.</param>
/// <param name="ReturnDays">Return window after delivery, 0–365.</param>
public sealed record OfferQuote(
    OfferId Offer, ProductId Product, VariantId Variant, ShopId Shop, CategoryId Category, string Title, string Sku, Money Price,
    string TaxClass, ParcelSize Size, int HandlingDays, int ReturnDays, int Available, bool Sellable);

/// <summary>Weight in grams and outer size in millimetres of one unit.</summary>
public sealed record ParcelSize(int WeightGrams, int LengthMm, int WidthMm, int HeightMm);

/// <summary>Published query of Catalog: today's terms; unknown offers are left out.</summary>
public interface IOfferQuotes
{
    /// <summary>Quotes the given offers in one read.</summary>
    Task<IReadOnlyList<OfferQuote>> For(IReadOnlyCollection<OfferId> offers, CancellationToken ct);
}
