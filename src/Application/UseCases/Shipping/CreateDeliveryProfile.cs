using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Shipping;

/// <summary>A seller states how and for how much the shop delivers.</summary>
public sealed record CreateDeliveryProfile(ShopId Shop, DeliveryTerms Terms);

/// <summary>Checks the shape of the request.</summary>
public sealed class CreateDeliveryProfileValidator : AbstractValidator<CreateDeliveryProfile>
{
    /// <summary>The terms' own rules.</summary>
    public CreateDeliveryProfileValidator() =>
        RuleFor(r => r.Terms).SetValidator(new DeliveryTermsValidator()).OverridePropertyName("");
}

/// <summary>Handles <see cref="CreateDeliveryProfile"/>.</summary>
public sealed class CreateDeliveryProfileHandler(IDeliveryProfiles profiles, IMarketTerms market, TimeProvider clock)
    : IUseCase<CreateDeliveryProfile, DeliveryProfileId>
{
    private const int Limit = 20;

    /// <inheritdoc/>
    public async Task<Result<DeliveryProfileId>> Handle(CreateDeliveryProfile request, CancellationToken ct)
    {
        if ((await profiles.OfShop(request.Shop, ct)).Count >= Limit) return DeliveryProfileErrors.TooMany;

        var now = clock.GetUtcNow();
        var created = DeliveryProfile.Create(
            DeliveryProfileId.New(now), request.Shop, request.Terms, market.Current.Currency, now);
        if (created.Failed(out var refusal, out var profile)) return refusal;

        profiles.Add(profile);
        return profile.Id;
    }
}
