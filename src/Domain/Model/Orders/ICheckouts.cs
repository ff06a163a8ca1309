using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>All checkouts.</summary>
public interface ICheckouts
{
    /// <summary>The checkout of an id; null when there is none.</summary>
    Task<Checkout?> Find(CheckoutId id, CancellationToken ct);

    /// <summary>Adds a checkout.</summary>
    void Add(Checkout checkout);
}
