using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A shop's delivery profiles, oldest first.</summary>
public sealed record ListDeliveryProfiles(ShopId Shop);

/// <summary>One delivery profile of a shop.</summary>
public sealed record GetDeliveryProfile(ShopId Shop, DeliveryProfileId Profile);

/// <summary>A delivery profile as its seller sees it.</summary>
public sealed record DeliveryProfileView(
    DeliveryProfileId Id, string Name, Address? Origin, IReadOnlyList<DeliveryZone> Zones, DateTimeOffset CreatedAt,
    uint Version);
