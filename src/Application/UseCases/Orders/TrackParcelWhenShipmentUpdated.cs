using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Orders;

/// <summary>Follows a parcel: labelled, called off, or on its way.</summary>
public sealed class TrackParcelWhenShipmentUpdated(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IReaction<ShipmentUpdated>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ShipmentUpdated happened, CancellationToken ct)
    {
        if (await orders.Find(happened.Order, ct) is not { } order) return OrderErrors.NotFound;

        var now = clock.GetUtcNow();
        var parcel = new Parcel(
            happened.Shipment, happened.Carrier, happened.TrackingNumber, Parcels.Units(happened.Lines),
            ParcelState.Moving);
        return Parcels.Tolerant(happened.Status switch
        {
            "LABEL_READY" => order.ParcelLabelled(happened.SellerOrder, parcel, happened.At, now),
            "CANCELLED" => order.ParcelCancelled(happened.SellerOrder, happened.Shipment, now),
            "HANDED_OVER" or "IN_TRANSIT" or "OUT_FOR_DELIVERY" or "AT_PICKUP_POINT" or "DELIVERY_FAILED" or "RETURNING" =>
                order.ParcelMoved(happened.SellerOrder, parcel, market.Times(), happened.At, now),
            _ => Result.Ok,
        });
    }
}

internal static class Parcels
{
    public static IReadOnlyList<Units> Units(IReadOnlyList<Ports.Orders.Messages.LineUnits> lines) =>
        [.. lines.Where(l => l.Line > 0).Select(l => new Units(l.Line, l.Quantity))];

    /// <summary>News that no longer fit the part's state are late, not wrong.</summary>
    public static Result Tolerant(Result told) =>
        told.Failed(out var refusal) && refusal.Kind == ErrorKind.Conflict ? Result.Ok : told;
}
