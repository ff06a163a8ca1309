using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>All orders.</summary>
public interface IOrders
{
    /// <summary>The order of an id with its parts and lines; null when there is none.</summary>
    Task<Order?> Find(OrderId id, CancellationToken ct);

    /// <summary>The order a part belongs to; null when there is none.</summary>
    Task<Order?> Find(SellerOrderId part, CancellationToken ct);

    /// <summary>Where the buyer's last order went; null for the first.</summary>
    Task<Address?> FindLastAddress(UserId buyer, CancellationToken ct);

    /// <summary>Adds an order.</summary>
    void Add(Order order);
}
