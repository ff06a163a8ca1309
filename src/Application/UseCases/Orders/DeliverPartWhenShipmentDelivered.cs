using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Orders;

/// <summary>A parcel arrived; the part is delivered with its last live unit.</summary>
public sealed class DeliverPartWhenShipmentDelivered(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IReaction<ShipmentDelivered>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ShipmentDelivered happened, CancellationToken ct)
    {
        if (await orders.Find(happened.Order, ct) is not { } order) return OrderErrors.NotFound;

        var parcel = new Parcel(happened.Shipment, null, null, Parcels.Units(happened.Lines), ParcelState.Delivered);
        return Parcels.Tolerant(
            order.ParcelDelivered(happened.SellerOrder, parcel, market.Times(), happened.At, clock.GetUtcNow()));
    }
}
