using Marketplace.Kernel;

namespace Marketplace.Ports.Sellers.Messages;

/// <summary>Somebody wants to sell; a moderator decides.</summary>
[Message("seller.applied"), ForOthers]
public sealed record SellerApplied(ShopId Shop, UserId Owner) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shop.Value;
}

/// <summary>The shop may sell; its owner gets the seller role.</summary>
[Message("seller.activated")]
public sealed record SellerActivated(ShopId Shop, UserId Owner, string Name) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shop.Value;
}

/// <summary>The shop can fulfil but neither list nor be paid.</summary>
[Message("seller.restricted")]
public sealed record SellerRestricted(ShopId Shop, string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shop.Value;
}

/// <summary>The shop is hidden; open orders are handled.</summary>
[Message("seller.suspended")]
public sealed record SellerSuspended(ShopId Shop, string Reason) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shop.Value;
}

/// <summary>The shop sells again without edits.</summary>
[Message("seller.reactivated")]
public sealed record SellerReactivated(ShopId Shop) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shop.Value;
}
