using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Sellers;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Orders;

internal sealed class GetCartHandler(MarketplaceDb db, IOfferQuotes quotes, ISellerStanding sellers)
    : IQuery<GetCart, CartView>
{
    public async Task<Result<CartView>> Handle(GetCart request, CancellationToken ct)
    {
        var id = Cart.IdOf(request.Owner);
        var cart = await db.Set<Cart>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        if (cart is null || cart.Lines.Count == 0) return new CartView([], [], 0, null, cart?.Version ?? 0);

        var today = (await quotes.For([.. cart.Lines.Select(l => l.Offer)], ct)).ToDictionary(q => q.Offer);
        var names = (await sellers.For([.. today.Values.Select(q => q.Shop).Distinct()], ct))
            .ToDictionary(s => s.Shop, s => s.Name);
        var lines = cart.Lines.Select(
            l => (Quote: today.GetValueOrDefault(l.Offer), Line: Show(l, today.GetValueOrDefault(l.Offer)))).ToList();

        var good = lines.Where(l => l.Line.Problem is null).ToList();
        var parts = good.GroupBy(l => l.Quote!.Shop).Select(g => new CartView.Seller(
            g.Key, names.GetValueOrDefault(g.Key, ""), [.. g.Select(l => l.Line)],
            Money.Sum(g.Select(l => l.Line.LineTotal!.Value), g.First().Quote!.Price.Currency))).ToList();
        var oneCurrency = parts.Select(p => p.Subtotal.Currency).Distinct().Count() == 1;

        return new CartView(
            parts, [.. lines.Where(l => l.Line.Problem is not null).Select(l => l.Line)], cart.Lines.Sum(l => l.Quantity),
            oneCurrency ? Money.Sum(parts.Select(p => p.Subtotal), parts[0].Subtotal.Currency) : null, cart.Version);
    }

    private static CartView.Line Show(CartLine line, OfferQuote? quote)
    {
        if (quote is null) return new CartView.Line(line.Offer, null, "", line.Quantity, null, null, 0, "gone");
        var problem = !quote.Sellable ? "unavailable" : quote.Available < line.Quantity ? "short" : null;
        return new CartView.Line(
            line.Offer, quote.Product, quote.Title, line.Quantity, quote.Price, quote.Price * line.Quantity,
            quote.Available, problem);
    }
}

internal sealed class GetCheckoutHandler(MarketplaceDb db) : IQuery<GetCheckout, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(GetCheckout request, CancellationToken ct)
    {
        var checkout = await db.Set<Checkout>().AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == request.Checkout && c.Buyer == request.Buyer, ct);
        return checkout is null ? CheckoutErrors.NotFound : CheckoutView.Of(checkout);
    }
}
