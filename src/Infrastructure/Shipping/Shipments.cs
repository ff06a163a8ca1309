using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Shipping;

internal sealed class Shipments(MarketplaceDb db) : IShipments
{
    public Task<Shipment?> Find(ShipmentId id, CancellationToken ct) =>
        db.Set<Shipment>().FirstOrDefaultAsync(s => s.Id == id, ct);

    public async Task<IReadOnlyList<Shipment>> OfSellerOrder(SellerOrderId sellerOrder, CancellationToken ct)
    {
        await db.Begin(ct);
        var key = BitConverter.ToInt64(sellerOrder.Value.ToByteArray(), 8);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({key})", ct);
        return await db.Set<Shipment>().Where(s => s.SellerOrder == sellerOrder).ToListAsync(ct);
    }

    public void Add(Shipment shipment) => db.Add(shipment);
}

internal sealed class DeliveryProfiles(MarketplaceDb db) : IDeliveryProfiles
{
    public Task<DeliveryProfile?> Find(DeliveryProfileId id, CancellationToken ct) =>
        db.Set<DeliveryProfile>().FirstOrDefaultAsync(p => p.Id == id, ct);

    public async Task<IReadOnlyList<DeliveryProfile>> OfShop(ShopId shop, CancellationToken ct) =>
        await db.Set<DeliveryProfile>().Where(p => p.Shop == shop).OrderBy(p => p.CreatedAt).ToListAsync(ct);

    public void Add(DeliveryProfile profile) => db.Add(profile);

    public void Remove(DeliveryProfile profile) => db.Remove(profile);
}

internal sealed class CarrierMessages(MarketplaceDb db) : ICarrierMessages
{
    public Task<bool> Has(string carrier, string eventId, CancellationToken ct) =>
        db.Set<CarrierMessage>().AnyAsync(m => m.Carrier == carrier && m.EventId == eventId, ct);

    public void Add(CarrierMessage message) => db.Add(message);
}
