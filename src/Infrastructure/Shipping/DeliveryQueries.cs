using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class ListDeliveryProfilesHandler(MarketplaceDb db)
    : IQuery<ListDeliveryProfiles, IReadOnlyList<DeliveryProfileView>>
{
    public async Task<Result<IReadOnlyList<DeliveryProfileView>>> Handle(ListDeliveryProfiles request, CancellationToken ct)
    {
        var profiles = await db.Set<DeliveryProfile>().AsNoTracking().Where(p => p.Shop == request.Shop)
            .OrderBy(p => p.CreatedAt).ToListAsync(ct);
        return profiles.Select(DeliveryProfileViews.Of).ToList();
    }
}

internal sealed class GetDeliveryProfileHandler(MarketplaceDb db) : IQuery<GetDeliveryProfile, DeliveryProfileView>
{
    public async Task<Result<DeliveryProfileView>> Handle(GetDeliveryProfile request, CancellationToken ct)
    {
        var profile = await db.Set<DeliveryProfile>().AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == request.Profile && p.Shop == request.Shop, ct);
        return profile is null ? DeliveryProfileErrors.NotFound(request.Profile) : DeliveryProfileViews.Of(profile);
    }
}

internal sealed class GetDeliveryQuoteHandler(IOfferQuotes offers, IDeliveryQuotes delivery)
    : IQuery<GetDeliveryQuote, DeliveryQuoteView>
{
    public async Task<Result<DeliveryQuoteView>> Handle(GetDeliveryQuote request, CancellationToken ct)
    {
        var wanted = request.Lines.GroupBy(l => l.Offer).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        var quotes = await offers.For(wanted.Keys, ct);
        var questions = quotes.Where(q => q.Sellable).GroupBy(q => q.Shop).Select(shop => new DeliveryQuestion(
            shop.Key, request.Destination, [.. shop.Select(q => new DeliveryItem(q.Size, wanted[q.Offer]))],
            Money.Sum(shop.Select(q => q.Price * wanted[q.Offer]), shop.First().Price.Currency))).ToList();

        var answers = await delivery.For(questions, ct);
        return new DeliveryQuoteView([.. questions.Zip(answers, (q, options) => new ShopDelivery(q.Shop, options))]);
    }
}

/// <summary>A delivery profile as its seller sees it.</summary>
internal static class DeliveryProfileViews
{
    public static DeliveryProfileView Of(DeliveryProfile p) => new(p.Id, p.Name, p.Origin, p.Zones, p.CreatedAt, p.Version);
}
