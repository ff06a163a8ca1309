using FluentValidation;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Catalog;

/// <summary>A seller offers a variant, with the units it has.</summary>
public sealed record CreateOffer(ShopId Shop, ProductId Product, VariantId Variant, OfferTerms Terms, int OnHand);

/// <summary>A count is not negative.</summary>
public sealed class CreateOfferValidator : AbstractValidator<CreateOffer>
{
    /// <summary>The rules.</summary>
    public CreateOfferValidator() => RuleFor(r => r.OnHand).InclusiveBetween(0, 100_000_000);
}

/// <summary>Adds the offer and begins counting its stock.</summary>
public sealed class CreateOfferHandler(
    IProducts products, IOffers offers, IStockItems stock, IMarketTerms market, TimeProvider clock)
    : IUseCase<CreateOffer, OfferId>
{
    /// <inheritdoc/>
    public async Task<Result<OfferId>> Handle(CreateOffer request, CancellationToken ct)
    {
        if (MarketRules.Check(request.Terms, market.Current) is { } wrong) return wrong;
        var product = await products.Find(request.Product, ct);
        if (product is null) return ProductErrors.NotFound;
        var sku = request.Terms.Sku;
        if ((await offers.FindBySku(request.Shop, [sku], ct)).Count > 0) return OfferErrors.SkuTaken(sku);

        var at = clock.GetUtcNow();
        var created = Offer.Create(product, request.Variant, request.Shop, request.Terms, at);
        if (created.Failed(out var refusal, out var offer)) return refusal;

        offers.Add(offer);
        stock.Open(StockItem.Open(offer, request.OnHand), at);
        return offer.Id;
    }
}

/// <summary>What the market asks of an offer.</summary>
internal static class MarketRules
{
    public static Error? Check(OfferTerms terms, MarketTerms market)
    {
        if (terms.Price.Currency != market.Currency) return OfferErrors.WrongCurrency(market.Currency);
        return market.TaxRates.ContainsKey(terms.TaxClass) ? null : OfferErrors.TaxClassUnknown(terms.TaxClass);
    }
}
