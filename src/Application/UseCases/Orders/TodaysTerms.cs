using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Sellers;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Orders;

/// <summary>
/// What the other contexts say today of prices, sellers, deliveries, fees and the market: all that a purchase freezes.
/// </summary>
public sealed record TodaysTerms(
    IOfferQuotes Offers, ISellerStanding Sellers, IDeliveryQuotes Deliveries, IFeeTerms Fees, IMarketTerms Market)
{
    /// <summary>Quotes units of offers by seller, with delivery options when the address is known.</summary>
    internal async Task<Result<IReadOnlyList<CheckoutPart>>> Quote(
        IReadOnlyList<OfferUnitsWanted> wanted, Address? to, CancellationToken ct)
    {
        var offers = (await Offers.For([.. wanted.Select(w => w.Offer)], ct)).ToDictionary(q => q.Offer);
        var problems = wanted.Select(w => Problem(w, offers.GetValueOrDefault(w.Offer))).OfType<FieldError>().ToList();
        if (problems.Count > 0) return CheckoutErrors.Unavailable(problems);

        var shops = wanted.Select(w => offers[w.Offer].Shop).Distinct().ToList();
        var standing = (await Sellers.For(shops, ct)).ToDictionary(s => s.Shop);
        problems = [.. wanted.Where(w => !standing.TryGetValue(offers[w.Offer].Shop, out var s) || !s.CanSell)
            .Select(w => NotSellable(w.Offer))];
        if (problems.Count > 0) return CheckoutErrors.Unavailable(problems);

        var byShop = shops.Select(shop => wanted.Where(w => offers[w.Offer].Shop == shop).ToList()).ToList();
        var options = await DeliveriesFor(byShop, offers, to, ct);
        return byShop.Select((lines, i) => Part(lines, offers, standing, options[i])).ToList();
    }

    /// <summary>Tax rate of a class for a seller; exempt sellers charge none.</summary>
    internal Rate TaxOf(string taxClass, ShopStanding shop) =>
        shop.TaxExempt ? default : Market.Current.TaxRates.GetValueOrDefault(taxClass);

    /// <summary>Tax rate of a delivery: an exempt seller's own is exempt, the platform's never.</summary>
    internal Rate DeliveryTaxOf(string payee, ShopStanding shop) =>
        payee == "seller" ? TaxOf("delivery", shop) : Market.Current.TaxRates.GetValueOrDefault("delivery");

    /// <summary>The field error of an offer that cannot be bought now.</summary>
    internal static FieldError NotSellable(OfferId offer) =>
        new($"/lines/{offer}", "offer-unavailable", "This offer cannot be bought now.");

    private static FieldError? Problem(OfferUnitsWanted wanted, OfferQuote? quote)
    {
        if (quote is null || !quote.Sellable) return NotSellable(wanted.Offer);
        return quote.Available >= wanted.Quantity ? null
            : new FieldError($"/lines/{wanted.Offer}", "stock-insufficient", $"Only {quote.Available} left.");
    }

    private async Task<IReadOnlyList<IReadOnlyList<DeliveryOption>>> DeliveriesFor(
        List<List<OfferUnitsWanted>> byShop, Dictionary<OfferId, OfferQuote> offers, Address? to, CancellationToken ct)
    {
        if (to is null) return [.. byShop.Select(_ => (IReadOnlyList<DeliveryOption>)[])];
        return await Deliveries.For([.. byShop.Select(lines => new DeliveryQuestion(
            offers[lines[0].Offer].Shop, to, [.. lines.Select(l => new DeliveryItem(offers[l.Offer].Size, l.Quantity))],
            Money.Sum(lines.Select(l => offers[l.Offer].Price * l.Quantity), offers[lines[0].Offer].Price.Currency)))], ct);
    }

    private CheckoutPart Part(
        List<OfferUnitsWanted> lines, Dictionary<OfferId, OfferQuote> offers, Dictionary<ShopId, ShopStanding> standing,
        IReadOnlyList<DeliveryOption> options)
    {
        var shop = standing[offers[lines[0].Offer].Shop];
        var goods = lines.Select(l => (Wanted: l, Quote: offers[l.Offer])).Select(l => new CheckoutLine(
            l.Wanted.Offer, l.Quote.Product, l.Quote.Title, l.Quote.Sku, l.Wanted.Quantity, l.Quote.Price,
            Market.Current.TaxIncluded ? default : TaxOf(l.Quote.TaxClass, shop)));
        var deliveries = options.Select(o => new DeliveryChoice(
            o.Code, o.Carrier, o.Service, o.Name, o.Price, o.MinDays, o.MaxDays, o.Payee, o.Pickup)
        {
            CashOnDelivery = o.CashOnDelivery,
        });
        return new CheckoutPart(shop.Shop, shop.Name, [.. goods], [.. deliveries], null,
            Market.Current.TaxIncluded ? default : TaxOf("delivery", shop));
    }
}

/// <summary>Units of an offer that somebody wants to buy.</summary>
public sealed record OfferUnitsWanted(OfferId Offer, int Quantity);
