using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Orders;

/// <summary>A parcel is lost or back at its sender: its units are paid back.</summary>
public sealed class EndParcelWhenShipmentFailed(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IReaction<ShipmentFailed>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ShipmentFailed happened, CancellationToken ct)
    {
        if (await orders.Find(happened.Order, ct) is not { } order) return OrderErrors.NotFound;

        var state = happened.Outcome == "LOST" ? ParcelState.Lost : ParcelState.Returned;
        var parcel = new Parcel(happened.Shipment, null, null, Parcels.Units(happened.Lines), state);
        return Parcels.Tolerant(order.ParcelFailed(happened.SellerOrder, parcel, market.Times(), clock.GetUtcNow()));
    }
}
