using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>The sellers' offers.</summary>
public interface IOffers
{
    /// <summary>An offer; null when unknown.</summary>
    Task<Offer?> Find(OfferId id, CancellationToken ct);

    /// <summary>The shop's offers with these codes.</summary>
    Task<IReadOnlyList<Offer>> FindBySku(ShopId shop, IReadOnlyCollection<string> skus, CancellationToken ct);

    /// <summary>Every seller's offers on a card.</summary>
    Task<IReadOnlyList<Offer>> On(ProductId product, CancellationToken ct);

    /// <summary>Adds an offer.</summary>
    void Add(Offer offer);
}
