using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;

namespace Marketplace.Application.Orders;

/// <summary>Puts units of an offer into the owner's cart.</summary>
public sealed record AddToCart(UserId Owner, OfferId Offer, int Quantity);

/// <summary>Adds what can be bought now; prices are not promised.</summary>
public sealed class AddToCartHandler(ICarts carts, IOfferQuotes quotes, TimeProvider clock)
    : IUseCase<AddToCart, CartContents>
{
    /// <inheritdoc/>
    public async Task<Result<CartContents>> Handle(AddToCart request, CancellationToken ct)
    {
        var quoted = await quotes.For([request.Offer], ct);
        if (quoted.Count == 0) return CartRefusals.OfferNotFound;
        if (!quoted[0].Sellable) return CartRefusals.NotSellable;

        var now = clock.GetUtcNow();
        var cart = await carts.Find(request.Owner, ct);
        if (cart is null) carts.Add(cart = Cart.For(request.Owner, now));
        if (cart.Add(request.Offer, request.Quantity, now).Failed(out var refusal)) return refusal;

        return CartContents.Of(cart);
    }
}

/// <summary>What is in a cart, without prices.</summary>
/// <param name="Units">Units of all lines.</param>
public sealed record CartContents(IReadOnlyList<CartContents.Line> Lines, int Units)
{
    internal static CartContents Of(Cart? cart) => cart is null
        ? new([], 0)
        : new([.. cart.Lines.Select(l => new Line(l.Offer, l.Quantity))], cart.Lines.Sum(l => l.Quantity));

    /// <summary>Units of one offer.</summary>
    public sealed record Line(OfferId OfferId, int Quantity);
}

internal static class CartRefusals
{
    public static Error OfferNotFound => Error.NotFound("offer-not-found", "There is no such offer.");

    public static Error Stale => new(ErrorKind.Stale, "stale", "The cart changed meanwhile; read it again.");

    public static Error NotSellable => Error.Conflict("offer-unavailable", "This offer cannot be bought now.");
}
