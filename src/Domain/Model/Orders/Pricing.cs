using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Who pays for a discount.</summary>
public enum CostBearer
{
    /// <summary>The seller of the goods.</summary>
    Seller,

    /// <summary>The platform.</summary>
    Platform,
}

/// <summary>A price reduction over some lines: a share of them or a fixed amount, with its cost bearer.</summary>
/// <param name="Shop">Only this seller's goods; null for all goods. Delivery is never discounted.</param>
/// <param name="SellerShare">For a platform discount: the share the seller consented to bear.</param>
public sealed record Discount(CostBearer Bearer, ShopId? Shop, Rate? Percent, Money? Amount, Rate SellerShare = default);

/// <summary>A line before discounts.</summary>
/// <param name="Number">Line number within its seller order; 0 is delivery.</param>
/// <param name="Tax">Rate of its tax class, zero for exempt sellers.</param>
public sealed record PriceLine(ShopId Shop, int Number, Money UnitPrice, int Quantity, Rate Tax);

/// <summary>A line after discounts, before tax and commission.</summary>
/// <param name="Gross">After seller-funded, before platform-funded discounts: the commission base.</param>
/// <param name="Promo">Paid by the platform.</param>
public sealed record DiscountedLine(PriceLine Line, Money Gross, Money Promo);

/// <summary>The commission rule that applies to a line.</summary>
/// <param name="Tax">Tax on the commission.</param>
public sealed record CommissionTerms(Rate Percent, Money PerUnit, Money? Floor, Money? Cap, Rate Tax)
{
    /// <summary>No commission.</summary>
    public static CommissionTerms None(Currency currency) => new(default, Money.Zero(currency), null, null, default);
}

/// <summary>The money of one line for its whole quantity, frozen at placement (product §7).</summary>
public sealed record LineAmounts(
    Money BuyerPays, Money SellerGross, Money Commission, Money CommissionTax, Money PlatformPromo, Money Tax);

/// <summary>Product §7 rules 2 to 5: discounts by cost bearer, allocation, tax and commission per line.</summary>
public static class Pricing
{
    /// <summary>
    /// Applies discounts in the given order; each is spread by largest remainder over the amounts left by earlier ones.
    /// </summary>
    public static IReadOnlyList<DiscountedLine> Apply(IReadOnlyList<PriceLine> lines, IReadOnlyList<Discount> discounts)
    {
        var priced = lines.Select(l => new DiscountedLine(l, l.UnitPrice * l.Quantity, Money.Zero(l.UnitPrice.Currency)))
            .ToArray();
        foreach (var discount in discounts) Spread(discount, priced);
        return priced;
    }

    /// <summary>Adds tax and commission to a discounted line.</summary>
    public static LineAmounts Settle(DiscountedLine line, CommissionTerms terms, bool taxIncluded)
    {
        var net = line.Gross - line.Promo;
        var tax = taxIncluded ? line.Line.Tax.InsideOf(net) : line.Line.Tax.Of(net);
        var added = taxIncluded ? Money.Zero(net.Currency) : tax;

        var commission = Commission(line, terms);
        return new LineAmounts(net + added, line.Gross + added, commission, terms.Tax.Of(commission), line.Promo, tax);
    }

    private static Money Commission(DiscountedLine line, CommissionTerms terms)
    {
        var asked = terms.Percent.Of(line.Gross) + terms.PerUnit * line.Line.Quantity;
        if (terms.Floor is { } floor) asked = Money.Max(asked, floor);
        if (terms.Cap is { } cap) asked = Money.Min(asked, cap);

        // A floor must not turn a small sale into a debt of the seller.
        return Money.Min(asked, line.Gross);
    }

    private static void Spread(Discount discount, DiscountedLine[] lines)
    {
        var scope = Enumerable.Range(0, lines.Length)
            .Where(i => lines[i].Line.Number > 0 && (discount.Shop is null || lines[i].Line.Shop == discount.Shop))
            .ToArray();
        var weights = scope.Select(i => (lines[i].Gross - lines[i].Promo).Minor).ToArray();
        if (weights.Sum() <= 0) return;

        var whole = new Money(weights.Sum(), lines[0].Gross.Currency);
        var wanted = discount.Percent is { } percent ? percent.Of(whole) : discount.Amount ?? Money.Zero(whole.Currency);
        var shares = Money.Min(wanted, whole).Split(weights);
        for (var k = 0; k < scope.Length; k++) lines[scope[k]] = Reduce(lines[scope[k]], discount, shares[k]);
    }

    private static DiscountedLine Reduce(DiscountedLine line, Discount discount, Money share)
    {
        var bySeller = discount.Bearer == CostBearer.Seller ? share : discount.SellerShare.Of(share);
        return line with { Gross = line.Gross - bySeller, Promo = line.Promo + share - bySeller };
    }
}
