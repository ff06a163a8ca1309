using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class PricingTests
{
    private static readonly ShopId A = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly ShopId B = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly Rate Vat = Rate.Percent(22);

    [Fact]
    public void The_worked_example_of_the_product_contract_holds_to_the_minor_unit()
    {
        PriceLine[] lines =
        [
            new(A, 0, Rub(250_00), 1, Vat), new(A, 1, Rub(1990_00), 1, Vat), new(A, 2, Rub(500_00), 3, Vat),
            new(B, 1, Rub(7000_00), 1, Vat),
        ];
        Discount[] discounts = [new(CostBearer.Seller, A, Rate.Percent(10), null),
            new(CostBearer.Platform, null, null, Rub(300_00))];

        var priced = Pricing.Apply(lines, discounts);
        var none = CommissionTerms.None(Currency.Rub);
        CommissionTerms[] terms = [none, Terms(15), Terms(15), Terms(8)];
        var money = priced.Select((line, i) => Pricing.Settle(line, terms[i], taxIncluded: true)).ToArray();

        Assert.Equal([250_00, 1738_02, 1310_06, 6792_92], money.Select(m => m.BuyerPays.Minor));
        Assert.Equal([0, 52_98, 39_94, 207_08], money.Select(m => m.PlatformPromo.Minor));
        Assert.Equal([0, 268_65, 202_50, 560_00], money.Select(m => m.Commission.Minor));
        Assert.Equal([0, 59_10, 44_55, 123_20], money.Select(m => m.CommissionTax.Minor));
        Assert.Equal([250_00, 1791_00, 1350_00, 7000_00], money.Select(m => m.SellerGross.Minor));
        Assert.Equal(10091_00, money.Sum(m => m.BuyerPays.Minor));
        Assert.Equal(2816_20, money[..3].Sum(Earnings));
        Assert.Equal(6316_80, Earnings(money[3]));
    }

    [Fact]
    public void Included_tax_is_the_part_inside_and_added_tax_comes_on_top()
    {
        var line = Pricing.Apply([new PriceLine(A, 1, Rub(122_00), 1, Vat)], [])[0];

        var inside = Pricing.Settle(line, Terms(10), taxIncluded: true);
        var onTop = Pricing.Settle(line, Terms(10), taxIncluded: false);

        Assert.Equal((122_00, 22_00), (inside.BuyerPays.Minor, inside.Tax.Minor));
        Assert.Equal((148_84, 26_84), (onTop.BuyerPays.Minor, onTop.Tax.Minor));
        Assert.Equal(12_20, onTop.Commission.Minor);
    }

    [Fact]
    public void A_shared_discount_is_borne_by_seller_and_platform_in_the_agreed_part()
    {
        var priced = Pricing.Apply(
            [new PriceLine(A, 1, Rub(1000_00), 1, Vat)],
            [new Discount(CostBearer.Platform, null, null, Rub(100_00), Rate.Percent(40))]);

        Assert.Equal((960_00, 60_00), (priced[0].Gross.Minor, priced[0].Promo.Minor));
    }

    [Theory]
    [InlineData(1_00, 5_00, null, 1_00)]
    [InlineData(100_00, 15_00, null, 15_00)]
    [InlineData(1000_00, null, 50_00, 50_00)]
    [InlineData(1000_00, null, null, 102_00)]
    public void Commission_is_percent_and_fixed_per_unit_between_floor_and_cap_and_never_more_than_the_line(
        int amount, int? floor, int? cap, int expected)
    {
        var terms = new CommissionTerms(
            Rate.Percent(10), Rub(2_00), floor is { } f ? Rub(f) : null, cap is { } c ? Rub(c) : null, default);

        var settled = Pricing.Settle(
            Pricing.Apply([new PriceLine(A, 1, Rub(amount), 1, default)], [])[0], terms, taxIncluded: true);

        Assert.Equal(expected, settled.Commission.Minor);
    }

    [Fact]
    public void A_discount_larger_than_the_goods_makes_them_free_and_leaves_delivery_alone()
    {
        PriceLine[] lines = [new(A, 0, Rub(250_00), 1, Vat), new(A, 1, Rub(10_00), 2, Vat)];

        var priced = Pricing.Apply(lines, [new Discount(CostBearer.Platform, null, null, Rub(500_00))]);

        Assert.Equal([250_00, 0], priced.Select(l => (l.Gross - l.Promo).Minor));
    }

    private static long Earnings(LineAmounts m) => (m.SellerGross - m.Commission - m.CommissionTax).Minor;

    private static CommissionTerms Terms(int percent) => new(Rate.Percent(percent), Rub(0), null, null, Vat);

    private static Money Rub(long minor) => new(minor, Currency.Rub);
}
