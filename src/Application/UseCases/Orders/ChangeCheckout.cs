using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>Changes where a checkout's goods go and how; without either it is only quoted anew.</summary>
/// <param name="Version">The version the buyer saw; null when it does not matter.</param>
public sealed record ChangeCheckout(
    CheckoutId Checkout, UserId Buyer, Address? Address, IReadOnlyList<ChangeCheckout.Choice> Deliveries, uint? Version,
    bool Requote)
{
    /// <summary>A delivery option for one seller's part.</summary>
    public sealed record Choice(ShopId ShopId, string Option);
}

/// <summary>Input rules.</summary>
public sealed class ChangeCheckoutValidator : AbstractValidator<ChangeCheckout>
{
    /// <summary>Writes the rules.</summary>
    public ChangeCheckoutValidator()
    {
        RuleFor(r => r.Address!).SetValidator(new ShipToRules()).When(r => r.Address is not null);
        RuleFor(r => r.Deliveries.Count).LessThanOrEqualTo(Cart.MaxLines).OverridePropertyName("deliveries");
    }
}

/// <summary>Quotes anew when the address changed or it was asked for, then takes the choices over.</summary>
public sealed class ChangeCheckoutHandler(ICheckouts checkouts, TodaysTerms terms, TimeProvider clock)
    : IUseCase<ChangeCheckout, CheckoutView>
{
    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> Handle(ChangeCheckout request, CancellationToken ct)
    {
        var checkout = await checkouts.Find(request.Checkout, ct);
        if (checkout is null || checkout.Buyer != request.Buyer) return CheckoutErrors.NotFound;
        if (request.Version is { } seen && seen != checkout.Version) return CheckoutRefusals.Stale;
        if (checkout.PlacedAt is not null) return CheckoutErrors.AlreadyPlaced;

        var now = clock.GetUtcNow();
        if (request.Requote || request.Address is not null || now > checkout.ExpiresAt)
        {
            var to = request.Address ?? checkout.Address;
            var wanted = checkout.Parts.SelectMany(p => p.Lines).Select(l => new OfferUnitsWanted(l.Offer, l.Quantity))
                .ToList();
            if ((await terms.Quote(wanted, to, ct)).Failed(out var unavailable, out var parts)) return unavailable;
            if (checkout.Requote(parts, to, now).Failed(out var refusal)) return refusal;
        }

        foreach (var choice in request.Deliveries)
        {
            if (checkout.Choose(choice.ShopId, choice.Option).Failed(out var refusal)) return refusal;
        }

        return CheckoutView.Of(checkout);
    }
}

internal static class CheckoutRefusals
{
    public static Error Stale => new(ErrorKind.Stale, "stale", "The checkout changed meanwhile; read it again.");
}
