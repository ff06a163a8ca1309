using Marketplace.Kernel;

namespace Marketplace.Ports.Sellers;

/// <summary>What other contexts may know of a shop.</summary>
/// <param name="CanSell">Its offers may be bought now.</param>
/// <param name="CanBePaid">Payouts may be sent.</param>
/// <param name="AutoAccept">New orders are accepted without a person.</param>
/// <param name="TaxExempt">The seller charges no tax (special regime).</param>
/// <param name="Kind"><c>goods</c> or <c>food</c>.</param>
public sealed record ShopStanding(
    ShopId Shop, UserId Owner, string Name, string Slug, bool CanSell, bool CanBePaid, bool AutoAccept, bool TaxExempt, string Kind);

/// <summary>Published query of Sellers: the standing of shops; unknown ids are left out.</summary>
public interface ISellerStanding
{
    /// <summary>The standing of the given shops.</summary>
    Task<IReadOnlyList<ShopStanding>> For(IReadOnlyCollection<ShopId> shops, CancellationToken ct);

    /// <summary>The shop an account owns or works for; null for others.</summary>
    Task<ShopId?> ShopOf(UserId user, CancellationToken ct);
}
