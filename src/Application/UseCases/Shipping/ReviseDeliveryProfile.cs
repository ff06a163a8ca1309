using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Shipping;

/// <summary>A seller replaces delivery terms that were read at a version.</summary>
public sealed record ReviseDeliveryProfile(ShopId Shop, DeliveryProfileId Profile, uint? Version, DeliveryTerms Terms);

/// <summary>Checks the shape of the request.</summary>
public sealed class ReviseDeliveryProfileValidator : AbstractValidator<ReviseDeliveryProfile>
{
    /// <summary>The terms' own rules.</summary>
    public ReviseDeliveryProfileValidator() =>
        RuleFor(r => r.Terms).SetValidator(new DeliveryTermsValidator()).OverridePropertyName("");
}

/// <summary>Handles <see cref="ReviseDeliveryProfile"/>.</summary>
public sealed class ReviseDeliveryProfileHandler(IDeliveryProfiles profiles, IMarketTerms market)
    : IUseCase<ReviseDeliveryProfile, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReviseDeliveryProfile request, CancellationToken ct)
    {
        var profile = await profiles.Find(request.Profile, ct);
        if (profile is null || profile.Shop != request.Shop) return DeliveryProfileErrors.NotFound(request.Profile);
        if (request.Version is { } read && read != profile.Version) return DeliveryProfileErrors.Stale;

        return profile.Revise(request.Terms, market.Current.Currency).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
