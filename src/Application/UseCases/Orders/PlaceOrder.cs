using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Orders;

/// <summary>The buyer agrees to the checkout as it stands: prices freeze, stock is held, the order exists.</summary>
public sealed record PlaceOrder(CheckoutId Checkout, UserId Buyer, PaymentChoice Payment);

/// <summary>What the buyer is told.</summary>
public sealed record PlacedOrder(
    OrderId Id, string Number, string Status, string StatusCode, Money Total, DateTimeOffset PayBy,
    IReadOnlyList<PlacedOrder.Part> SellerOrders)
{
    /// <summary>The answer for an order.</summary>
    internal static PlacedOrder Of(Order order) => new(
        order.Id, order.Number, OrderProgress.Text(order.Status), OrderProgress.Code(order.Status), order.Total,
        order.PayBy,
        [.. order.Parts.Select(p => new Part(p.Id, p.Shop, p.Total))]);

    /// <summary>One seller's part.</summary>
    public sealed record Part(SellerOrderId Id, ShopId ShopId, Money Total);
}

/// <summary>Input rules.</summary>
public sealed class PlaceOrderValidator : AbstractValidator<PlaceOrder>
{
    /// <summary>Writes the rules.</summary>
    public PlaceOrderValidator()
    {
        RuleFor(r => r.Payment).NotNull();
        RuleFor(r => r.Payment.Provider).Matches("^[a-z0-9_-]{1,40}$").When(r => r.Payment is not null);
        RuleFor(r => r.Payment.Method).Matches("^[a-z0-9_-]{1,40}$").When(r => r.Payment is not null);
        RuleFor(r => r.Payment.Token).Matches("^[\x20-\x7e]{1,500}$").When(r => r.Payment?.Token is not null);
    }
}

/// <summary>Asks today's prices, places, holds the stock with its own commit, then stores the order.</summary>
public sealed class PlaceOrderHandler(
    ICheckouts checkouts, IOrders orders, ICarts carts, TodaysTerms terms, IStockHolds stock, TimeProvider clock)
    : IUseCase<PlaceOrder, PlacedOrder>
{
    /// <inheritdoc/>
    public async Task<Result<PlacedOrder>> Handle(PlaceOrder request, CancellationToken ct)
    {
        // A stranger's checkout and a missing one look the same, so ids cannot be probed.
        var checkout = await checkouts.Find(request.Checkout, ct);
        if (checkout is null || checkout.Buyer != request.Buyer) return CheckoutErrors.NotFound;
        if (checkout.PlacedAt is not null) return await Placed(checkout, ct);

        var now = clock.GetUtcNow();
        if (checkout.ReadyToPlace(now).Failed(out var refusal)) return refusal;
        var market = terms.Market.Current;
        var payment = new PayWith(request.Payment.Provider, request.Payment.Method, request.Payment.Token);
        if (payment.Provider == PayWith.Cash
            && new CashTerms(market.Cash.Enabled, market.Cash.Limit(market.Currency)).Allow(checkout, payment).Failed(out refusal)) return refusal;
        if ((await Freeze(checkout, now, ct)).Failed(out refusal, out var parts)) return refusal;

        var order = Order.Place(checkout.Order, checkout.Buyer, checkout.Address!, parts,
            new PlacedTerms(payment, now + market.Timers.PayWithin, market.Timers.LateMoney), now);

        // The order keeps the checkout's id, so a repeated attempt takes the same hold; an orphaned hold lapses.
        var held = await stock.Hold(order.Id, Quantities(checkout), order.PayBy + OrderPaymentSaga.HoldSlack, ct);
        if (held.Failed(out refusal)) return refusal;

        checkout.Place(now);
        orders.Add(order);
        if (checkout.FromCart) (await carts.Find(checkout.Buyer, ct))?.Remove(checkout.Offers, now);
        return PlacedOrder.Of(order);
    }

    private async Task<Result<PlacedOrder>> Placed(Checkout checkout, CancellationToken ct) =>
        await orders.Find(checkout.Order, ct) is { } order ? PlacedOrder.Of(order) : CheckoutErrors.AlreadyPlaced;

    private static List<StockLine> Quantities(Checkout checkout) =>
        [.. checkout.Parts.SelectMany(p => p.Lines).GroupBy(l => l.Offer)
            .Select(g => new StockLine(g.Key, g.Sum(l => l.Quantity)))];

    private async Task<Result<IReadOnlyList<PlacedPart>>> Freeze(
        Checkout checkout, DateTimeOffset now, CancellationToken ct)
    {
        var quotes = (await terms.Offers.For(checkout.Offers, ct)).ToDictionary(q => q.Offer);
        if (Refused(checkout, quotes) is { } refusal) return refusal;

        var standing = (await terms.Sellers.For([.. checkout.Parts.Select(p => p.Shop)], ct)).ToDictionary(s => s.Shop);
        var closed = checkout.Parts.Where(p => !standing.TryGetValue(p.Shop, out var s) || !s.CanSell).ToList();
        if (closed.Count > 0)
            return CheckoutErrors.Unavailable(
                closed.SelectMany(p => p.Lines).Select(l => TodaysTerms.NotSellable(l.Offer)));

        return await new OrderFreezing(terms, quotes, standing).Freeze(checkout, now, ct);
    }

    /// <summary>Gone offers and risen prices; a price that fell is given to the buyer without asking.</summary>
    private static Error? Refused(Checkout checkout, Dictionary<OfferId, OfferQuote> quotes)
    {
        var lines = checkout.Parts.SelectMany(p => p.Lines).ToList();
        var gone = lines.Where(l => !quotes.TryGetValue(l.Offer, out var q) || !q.Sellable)
            .Select(l => TodaysTerms.NotSellable(l.Offer)).ToList();
        if (gone.Count > 0) return CheckoutErrors.Unavailable(gone);

        var dearer = lines.Where(l => quotes[l.Offer].Price > l.UnitPrice).ToList();
        if (dearer.Count == 0) return null;
        var rise = dearer.Select(l => l with { UnitPrice = quotes[l.Offer].Price })
            .Zip(dearer, (now, shown) => now.Total - shown.Total);
        var changed = dearer.Select(l =>
            new FieldError($"/lines/{l.Offer}", "price-changed", $"Now {quotes[l.Offer].Price}, shown {l.UnitPrice}."));
        return CheckoutErrors.PriceChanged(
            checkout.Total, checkout.Total + Money.Sum(rise, checkout.Total.Currency), changed);
    }
}

/// <summary>
/// Turns a checkout into the parts of an order: prices, tax, commission and delivery terms of this moment.
/// </summary>
internal sealed class OrderFreezing(
    TodaysTerms terms, Dictionary<OfferId, OfferQuote> quotes, Dictionary<ShopId, ShopStanding> standing)
{
    public async Task<Result<IReadOnlyList<PlacedPart>>> Freeze(Checkout checkout, DateTimeOffset now, CancellationToken ct)
    {
        var market = terms.Market.Current;
        var lines = checkout.Parts.SelectMany(Lines).ToList();
        var priced = Pricing.Apply([.. lines.Select(l => l.Price)], []);
        var fees = await terms.Fees.For([.. lines.Select((l, i) => new FeeQuestion(
            i, l.Price.Shop, l.Goods.Category, l.Goods.Product, priced[i].Gross, l.Price.Quantity,
            l.Price.Number == 0))], now, ct);

        var frozen = lines.Select((l, i) => (l.Price.Shop, Line: Line(l, priced[i], fees[i], market.TaxIncluded)))
            .ToLookup(l => l.Shop, l => l.Line);
        return checkout.Parts.Select(p => new PlacedPart(
            SellerOrderId.New(now), p.Shop, p.ShopName, standing[p.Shop].Kind == "food", standing[p.Shop].AutoAccept,
            p.Delivery!,
            [.. frozen[p.Shop]])).ToList();
    }

    private static LineToPlace Line(Draft draft, DiscountedLine priced, FeeTerms fee, bool taxIncluded)
    {
        // Delivery that the platform sells itself bears no commission.
        var commission = draft.Payee == "platform"
            ? CommissionTerms.None(priced.Gross.Currency)
            : new CommissionTerms(fee.Percent, fee.PerUnit, fee.Floor, fee.Cap, fee.Tax);
        var amounts = Pricing.Settle(priced, commission, taxIncluded);
        return new LineToPlace(draft.Goods,
            new LineTerms(draft.Price.UnitPrice, amounts, draft.Price.Tax, fee.Rule, commission.Percent, draft.Payee));
    }

    private IEnumerable<Draft> Lines(CheckoutPart part)
    {
        var (shop, delivery) = (standing[part.Shop], part.Delivery!);
        var first = new Draft(
            new LineGoods(null, null, null, delivery.Name, delivery.Code, 1, default, 0, 0),
            new PriceLine(part.Shop, 0, delivery.Price, 1, terms.DeliveryTaxOf(delivery.Payee, shop)), delivery.Payee);
        return part.Lines.Select((line, i) => Line(line, i + 1, shop)).Prepend(first);
    }

    private Draft Line(CheckoutLine line, int number, ShopStanding shop)
    {
        var quote = quotes[line.Offer];
        var size = new UnitSize(quote.Size.WeightGrams, quote.Size.LengthMm, quote.Size.WidthMm, quote.Size.HeightMm);
        return new Draft(
            new LineGoods(
                line.Offer, quote.Product, quote.Category, quote.Title, quote.Sku, line.Quantity, size, quote.HandlingDays,
                quote.ReturnDays),
            new PriceLine(shop.Shop, number, quote.Price, line.Quantity, terms.TaxOf(quote.TaxClass, shop)), "seller");
    }

    private sealed record Draft(LineGoods Goods, PriceLine Price, string Payee);
}
