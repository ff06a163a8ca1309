using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Orders;

/// <summary>Opens a checkout over the buyer's cart, or over one offer for buy-now.</summary>
/// <param name="Only">Buy-now: these units instead of the cart.</param>
/// <param name="Address">Where the goods go; by default the buyer's default address, else where the last order
/// went.</param>
/// <param name="Guest">Where a visitor without an account is written to.</param>
public sealed record OpenCheckout(UserId Buyer, OfferUnitsWanted? Only, Address? Address, OpenCheckout.Visitor? Guest = null)
{
    /// <summary>A visitor's address for news of the order, and the language.</summary>
    public sealed record Visitor(string Email, string Locale);
}

/// <summary>Input rules.</summary>
public sealed class OpenCheckoutValidator : AbstractValidator<OpenCheckout>
{
    /// <summary>Writes the rules.</summary>
    public OpenCheckoutValidator()
    {
        RuleFor(r => r.Only!.Quantity).InclusiveBetween(1, Cart.MaxQuantity).When(r => r.Only is not null)
            .OverridePropertyName("quantity");
        RuleFor(r => r.Address!).SetValidator(new ShipToRules()).When(r => r.Address is not null);
        RuleFor(r => r.Guest!.Email).MaximumLength(254).Matches(@"^[^@\s\p{C}]+@[^@\s\p{C}]+\.[^@\s\p{C}]+$")
            .WithErrorCode("email-address").When(r => r.Guest is not null).OverridePropertyName("email");
    }
}

/// <summary>Quotes and opens; the cheapest delivery of each seller is chosen.</summary>
public sealed class OpenCheckoutHandler(
    ICheckouts checkouts, ICarts carts, IOrders orders, IDeliveryAddresses addresses, TodaysTerms terms, TimeProvider clock)
    : IUseCase<OpenCheckout, CheckoutView>
{
    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> Handle(OpenCheckout request, CancellationToken ct)
    {
        var wanted = request.Only is { } only ? [only] : await InCart(request.Buyer, ct);
        if (wanted.Count == 0) return CheckoutErrors.Empty;

        var address = request.Address
            ?? await addresses.DefaultOf(request.Buyer, ct) ?? await orders.FindLastAddress(request.Buyer, ct);
        if ((await terms.Quote(wanted, address, ct)).Failed(out var refusal, out var parts)) return refusal;

        var now = clock.GetUtcNow();
        var opened = Checkout.Open(CheckoutId.New(now), request.Buyer, request.Only is null, parts, address, now);
        if (opened.Failed(out refusal, out var checkout)) return refusal;

        if (request.Guest is { } guest) checkout.WriteTo(guest.Email, guest.Locale);
        checkouts.Add(checkout);
        return CheckoutView.Of(checkout);
    }

    private async Task<IReadOnlyList<OfferUnitsWanted>> InCart(UserId buyer, CancellationToken ct) =>
        [.. (await carts.Find(buyer, ct))?.Lines.Select(l => new OfferUnitsWanted(l.Offer, l.Quantity)) ?? []];
}

/// <summary>What an address must look like to be printed on a label.</summary>
internal sealed class ShipToRules : AbstractValidator<Address>
{
    public ShipToRules()
    {
        RuleFor(a => a.Country).Matches("^[A-Z]{2}$").WithErrorCode("country-code");
        Text(a => a.Region, 100, optional: true);
        Text(a => a.City, 100);
        Text(a => a.Street, 200);
        Text(a => a.PostalCode, 20, optional: true);
        Text(a => a.RecipientName, 100);
        RuleFor(a => a.Phone).Matches(@"^\+[1-9][0-9]{6,14}$").WithErrorCode("phone-number");
        Text(a => a.Note, 500, optional: true);
    }

    private void Text(System.Linq.Expressions.Expression<Func<Address, string?>> field, int longest, bool optional = false)
    {
        var rule = RuleFor(field).MaximumLength(longest).Must(t => t is null || !t.Any(char.IsControl))
            .WithErrorCode("control-characters");
        if (!optional) rule.NotEmpty();
    }
}
