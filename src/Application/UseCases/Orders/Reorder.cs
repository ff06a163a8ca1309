using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;

namespace Marketplace.Application.Orders;

/// <summary>Fills the buyer's cart from an old order.</summary>
public sealed record Reorder(OrderId Order, UserId Buyer);

/// <summary>What went into the cart and what could not.</summary>
public sealed record Reordered(CartContents Cart, IReadOnlyList<Reordered.Missing> Unavailable)
{
    /// <summary>An offer that cannot be bought now: <c>gone</c>, <c>short</c> or <c>cart_full</c>.</summary>
    public sealed record Missing(OfferId OfferId, string Title, int Quantity, string Reason);
}

/// <summary>Adds what can be bought today and names the rest.</summary>
public sealed class ReorderHandler(IOrders orders, ICarts carts, IOfferQuotes quotes, TimeProvider clock)
    : IUseCase<Reorder, Reordered>
{
    /// <inheritdoc/>
    public async Task<Result<Reordered>> Handle(Reorder request, CancellationToken ct)
    {
        var order = await orders.Find(request.Order, ct);
        if (order is null || order.Buyer != request.Buyer) return OrderErrors.NotFound;

        var bought = order.Parts.SelectMany(p => p.Goods).ToList();
        var today = (await quotes.For([.. bought.Select(l => l.Offer!.Value).Distinct()], ct)).ToDictionary(q => q.Offer);
        var now = clock.GetUtcNow();
        var cart = await carts.Find(request.Buyer, ct);
        if (cart is null) carts.Add(cart = Cart.For(request.Buyer, now));

        var missing = bought.Select(l => (Line: l, Reason: Put(cart, l, today.GetValueOrDefault(l.Offer!.Value), now)))
            .Where(l => l.Reason is not null)
            .Select(l => new Reordered.Missing(l.Line.Offer!.Value, l.Line.Title, l.Line.Quantity, l.Reason!)).ToList();
        return new Reordered(CartContents.Of(cart), missing);
    }

    private static string? Put(Cart cart, OrderLine line, OfferQuote? quote, DateTimeOffset now)
    {
        if (quote is null || !quote.Sellable) return "gone";
        if (quote.Available < line.Quantity) return "short";
        return cart.Add(quote.Offer, line.Quantity, now).IsOk ? null : "cart_full";
    }
}
