using Marketplace.Kernel;

namespace Marketplace.Domain.Sellers;

/// <summary>All shops.</summary>
public interface IShops
{
    Task<Shop?> Find(ShopId id, CancellationToken ct);

    /// <summary>The shop an account runs; closed ones do not count.</summary>
    Task<Shop?> FindOf(UserId owner, CancellationToken ct);

    /// <summary>Whether a slug was ever used, so that old addresses never lead to somebody else.</summary>
    Task<bool> HasSlug(string slug, CancellationToken ct);

    /// <summary>Shops whose vacation begins or ends by this day.</summary>
    Task<IReadOnlyList<Shop>> WithVacationDue(DateOnly day, CancellationToken ct);

    void Add(Shop shop);
}
