using Marketplace.Kernel;
using Marketplace.Ports.Catalog;

namespace Marketplace.Ports.Orders;

/// <summary>What shipping, returns and support may know of one seller's part of an order.</summary>
/// <param name="State">Canonical state of product §4.1, upper snake.</param>
/// <param name="DeliveryCode">The delivery option the buyer chose (carrier code and service joined by a colon).</param>
public sealed record SellerOrderFacts(
    SellerOrderId Id, OrderId Order, string OrderNumber, ShopId Shop, UserId Buyer, string State, Address? ShipTo,
    string DeliveryCode, DateTimeOffset PlacedAt, DateTimeOffset? DeliveredAt, IReadOnlyList<SellerOrderLineFacts> Lines)
{
    /// <summary>The buyer pays at the door.</summary>
    public bool PaidAtDoor { get; init; }
}

/// <summary>One line of a seller order as frozen at placement; <paramref name="Quantity"/> is what is still to be delivered.</summary>
public sealed record SellerOrderLineFacts(
    int Line, OfferId Offer, ProductId Product, string Title, string Sku, int Quantity, int ReturnedQuantity, Money UnitPrice,
    ParcelSize Size, int ReturnDays);

/// <summary>Published query of Orders: facts of seller orders.</summary>
public interface ISellerOrders
{
    /// <summary>The facts of one seller order; null when unknown.</summary>
    Task<SellerOrderFacts?> Find(SellerOrderId id, CancellationToken ct);
}
