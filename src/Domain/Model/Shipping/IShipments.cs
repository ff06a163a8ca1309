using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>Parcels by id and by seller order.</summary>
public interface IShipments
{
    /// <summary>The parcel; null when unknown.</summary>
    Task<Shipment?> Find(ShipmentId id, CancellationToken ct);

    /// <summary>All parcels of a seller order; others who ask wait until this transaction ends, so units are counted
    /// once.</summary>
    Task<IReadOnlyList<Shipment>> OfSellerOrder(SellerOrderId sellerOrder, CancellationToken ct);

    /// <summary>Keeps a new parcel.</summary>
    void Add(Shipment shipment);
}
