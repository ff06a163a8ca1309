using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Catalog;

/// <summary>A seller changes an offer's terms; null leaves a field as it is.</summary>
/// <param name="DropCompareAt">True to strike no price through any more.</param>
public sealed record EditOffer(OfferId Offer, ShopId Shop, uint? Version, OfferChange Change, bool DropCompareAt);

/// <summary>Terms to replace.</summary>
public sealed record OfferChange(
    string? Sku, Money? Price, Money? CompareAt, UnitSize? Size, string? TaxClass, int? HandlingDays, int? ReturnDays,
    bool? Active);

/// <summary>Changes the version of the offer the seller saw.</summary>
public sealed class EditOfferHandler(IOffers offers, IMarketTerms market, TimeProvider clock) : IUseCase<EditOffer, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(EditOffer request, CancellationToken ct)
    {
        var offer = await offers.Find(request.Offer, ct);
        if (offer is null || offer.Shop != request.Shop) return OfferErrors.NotFound;
        if (request.Version is { } seen && seen != offer.Version) return OfferErrors.Stale;

        var (old, change) = (offer.Terms, request.Change);
        var terms = new OfferTerms(
            change.Sku ?? old.Sku, change.Price ?? old.Price, request.DropCompareAt ? null : change.CompareAt ?? old.CompareAt,
            change.Size ?? old.Size, change.TaxClass ?? old.TaxClass, change.HandlingDays ?? old.HandlingDays,
            change.ReturnDays ?? old.ReturnDays, change.Active ?? old.Active);
        if (MarketRules.Check(terms, market.Current) is { } wrong) return wrong;
        if (terms.Sku != old.Sku && (await offers.FindBySku(request.Shop, [terms.Sku], ct)).Count > 0)
            return OfferErrors.SkuTaken(terms.Sku);

        return offer.Change(terms, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
