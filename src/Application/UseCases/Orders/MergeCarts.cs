using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>At sign-in a visitor's cart joins the account's; the visitor's is empty afterwards.</summary>
public sealed record MergeCarts(UserId Account, UserId Visitor);

/// <summary>Moves the lines over; repeating it changes nothing.</summary>
public sealed class MergeCartsHandler(ICarts carts, TimeProvider clock) : IUseCase<MergeCarts, CartContents>
{
    /// <inheritdoc/>
    public async Task<Result<CartContents>> Handle(MergeCarts request, CancellationToken ct)
    {
        var mine = await carts.Find(request.Account, ct);
        var theirs = request.Account == request.Visitor ? null : await carts.Find(request.Visitor, ct);
        if (theirs is null || theirs.Lines.Count == 0) return CartContents.Of(mine);

        var now = clock.GetUtcNow();
        if (mine is null) carts.Add(mine = Cart.For(request.Account, now));
        mine.Merge(theirs, now);
        theirs.Remove([.. theirs.Lines.Select(l => l.Offer)], now);
        return CartContents.Of(mine);
    }
}
