using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>Why an offer says no.</summary>
public static class OfferErrors
{
    /// <summary>Highest price, far above any goods and far below overflow of a sum over lines.</summary>
    public const long PriceMax = 1_000_000_000_000;

    /// <summary>Unknown, or another shop's.</summary>
    public static Error NotFound => Error.NotFound("offer-not-found", "There is no such offer.");

    /// <summary>The card has no such variant.</summary>
    public static Error VariantUnknown => Error.Invalid(
        "variant-unknown", "The product has no such variant.",
        new FieldError("/variantId", "variant-unknown", "The product has no such variant."));

    /// <summary>The shop uses the code already.</summary>
    public static Error SkuTaken(string sku) => Error.Conflict("sku-taken", "Another offer of this shop has this SKU.") with
    {
        Fields = [new FieldError("/sku", "sku-taken", $"Another offer of this shop has the SKU '{sku}'.")],
    };

    /// <summary>Prices are in the market's currency.</summary>
    public static Error WrongCurrency(Currency market) => Error.Invalid(
        "currency-not-accepted", $"Prices are in {market}.",
        new FieldError("/price/currency", "currency-not-accepted", $"Prices are in {market}."));

    /// <summary>The market taxes no such class.</summary>
    public static Error TaxClassUnknown(string taxClass) => Error.Invalid(
        "tax-class-unknown", "The market has no such tax class.",
        new FieldError("/taxClass", "tax-class-unknown", $"The market has no tax class '{taxClass}'."));

    /// <summary>Somebody edited meanwhile.</summary>
    public static Error Stale => new(ErrorKind.Stale, "offer-changed", "The offer changed meanwhile; read it again.");

    /// <summary>What is wrong with the terms themselves; null when nothing is.</summary>
    public static Error? Check(OfferTerms terms)
    {
        var wrong = new List<FieldError>();
        Must(terms.Sku.Length is > 0 and <= 100, "/sku", "length", "A SKU has 1 to 100 characters.");
        Must(terms.Price.Minor is > 0 and <= PriceMax, "/price/amount", "out-of-range", $"A price is between 1 and {PriceMax}.");
        Must(terms.CompareAt is not { } old || (old.Currency == terms.Price.Currency && old > terms.Price && old.Minor <= PriceMax),
            "/compareAt", "compare-at-not-higher", "The price struck through is higher than the price, in its currency.");
        Must(terms.Size is
        {
            WeightGrams: >= 0 and <= 5_000_000, LengthMm: >= 0 and <= 100_000, WidthMm: >= 0 and <= 100_000,
            HeightMm: >= 0 and <= 100_000
        }, "/size", "out-of-range", "Weight is up to 5 t, a side up to 100 m, none negative.");
        Must(terms.TaxClass.Length is > 0 and <= 40, "/taxClass", "length", "A tax class has 1 to 40 characters.");
        Must(terms.HandlingDays is >= 0 and <= 60, "/handlingDays", "out-of-range", "Handling takes 0 to 60 days.");
        Must(terms.ReturnDays is >= 0 and <= 365, "/returnDays", "out-of-range", "A return window has 0 to 365 days.");
        return wrong.Count == 0 ? null : Error.Invalid("offer-not-acceptable", "Some terms are not acceptable.", [.. wrong]);

        void Must(bool holds, string pointer, string code, string message)
        {
            if (!holds) wrong.Add(new FieldError(pointer, code, message));
        }
    }
}
