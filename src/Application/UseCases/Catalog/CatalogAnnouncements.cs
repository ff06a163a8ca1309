using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Catalog.Messages;

namespace Marketplace.Application.Catalog;

/// <summary>What the catalogue tells the others.</summary>
public sealed class CatalogAnnouncements : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        CardCreated e => [new ProductCreated(e.Product, e.Shop, e.Category, e.Revision)],
        CardEdited e => [new ProductUpdated(e.Product, e.Revision, e.ChangedFields)],
        CardPublished e => [new ProductApproved(e.Product, e.Revision)],
        CardWithdrawn e => [new ProductHidden(e.Product, e.Reason)],
        OfferRepriced e => [new OfferPriceChanged(e.Offer, e.Shop, e.Old, e.New)],
        UnitsHeld e => [new StockReserved(e.Order, [.. e.Lines.Select(l => new StockLine(l.Offer, l.Quantity))], e.Until)],
        UnitsFreed e => [new StockReleased(e.Order, e.Cause)],
        _ => [],
    };
}
