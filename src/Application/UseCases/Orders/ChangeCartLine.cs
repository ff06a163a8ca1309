using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>Sets the units of an offer in the owner's cart; zero takes it out.</summary>
/// <param name="Version">The version the owner saw; null when it does not matter.</param>
public sealed record ChangeCartLine(UserId Owner, OfferId Offer, int Quantity, uint? Version);

/// <summary>Changes a line that is there.</summary>
public sealed class ChangeCartLineHandler(ICarts carts, TimeProvider clock) : IUseCase<ChangeCartLine, CartContents>
{
    /// <inheritdoc/>
    public async Task<Result<CartContents>> Handle(ChangeCartLine request, CancellationToken ct)
    {
        var cart = await carts.Find(request.Owner, ct);
        if (cart is null || cart.Lines.All(l => l.Offer != request.Offer)) return CartErrors.NotInCart;
        if (request.Version is { } seen && seen != cart.Version) return CartRefusals.Stale;

        var now = clock.GetUtcNow();
        if (request.Quantity == 0) cart.Remove([request.Offer], now);
        else if (cart.Change(request.Offer, request.Quantity, now).Failed(out var refusal)) return refusal;

        return CartContents.Of(cart);
    }
}
