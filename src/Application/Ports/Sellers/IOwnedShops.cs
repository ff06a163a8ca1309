using Marketplace.Kernel;

namespace Marketplace.Ports.Sellers;

/// <summary>Published query of Sellers: the shops an account owns or owned, closed ones too.</summary>
public interface IOwnedShops
{
    /// <summary>Their ids.</summary>
    Task<IReadOnlyList<ShopId>> Of(UserId owner, CancellationToken ct);
}
