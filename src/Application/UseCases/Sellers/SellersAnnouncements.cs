using Marketplace.Domain.Sellers;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Sellers.Messages;

namespace Marketplace.Application.Sellers;

/// <summary>What Sellers tells others.</summary>
public sealed class SellersAnnouncements : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        ShopApplied e => [new SellerApplied(e.Shop, e.Owner)],
        ShopActivated e => [new SellerActivated(e.Shop, e.Owner, e.Name)],
        ShopRestricted e => [new SellerRestricted(e.Shop, e.Reason)],
        ShopSuspended e => [new SellerSuspended(e.Shop, e.Reason)],
        ShopReactivated e => [new SellerReactivated(e.Shop)],
        _ => [],
    };
}
