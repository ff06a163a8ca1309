using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Orders;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Orders;

internal sealed class SellerOrders(MarketplaceDb db) : ISellerOrders
{
    public async Task<SellerOrderFacts?> Find(SellerOrderId id, CancellationToken ct)
    {
        var order = await db.Set<Order>().AsNoTracking().AsSingleQuery()
            .FirstOrDefaultAsync(o => o.Parts.Any(p => p.Id == id), ct);
        if (order?.Part(id) is not { } part) return null;

        return new SellerOrderFacts(
            part.Id, order.Id, order.Number, part.Shop, order.Buyer, SellerOrderMachine.Text(part.State), order.ShipTo,
            part.Delivery.Code,
            order.PlacedAt, part.DeliveredAt, [.. part.Goods.OrderBy(l => l.Number).Select(Facts)])
        {
            PaidAtDoor = order.PayProvider == PayWith.Cash,
        };
    }

    private static SellerOrderLineFacts Facts(OrderLine line) => new(
        line.Number, line.Offer!.Value, line.Product!.Value, line.Title, line.Sku, line.Live, line.Returned, line.UnitPrice,
        new ParcelSize(line.Size.WeightGrams, line.Size.LengthMm, line.Size.WidthMm, line.Size.HeightMm), line.ReturnDays);
}
