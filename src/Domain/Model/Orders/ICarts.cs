using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>All carts, one per owner.</summary>
public interface ICarts
{
    /// <summary>The cart of an account or visitor; null when nothing was ever put in.</summary>
    Task<Cart?> Find(UserId owner, CancellationToken ct);

    /// <summary>Adds a cart.</summary>
    void Add(Cart cart);
}
