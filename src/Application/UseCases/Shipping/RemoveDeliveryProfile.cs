using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A seller withdraws delivery terms that were read at a version; without any the market's default
/// applies.</summary>
public sealed record RemoveDeliveryProfile(ShopId Shop, DeliveryProfileId Profile, uint? Version);

/// <summary>Handles <see cref="RemoveDeliveryProfile"/>.</summary>
public sealed class RemoveDeliveryProfileHandler(IDeliveryProfiles profiles) : IUseCase<RemoveDeliveryProfile, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RemoveDeliveryProfile request, CancellationToken ct)
    {
        var profile = await profiles.Find(request.Profile, ct);
        if (profile is null || profile.Shop != request.Shop) return DeliveryProfileErrors.NotFound(request.Profile);
        if (request.Version is { } read && read != profile.Version) return DeliveryProfileErrors.Stale;

        profiles.Remove(profile);
        return Unit.Value;
    }
}
