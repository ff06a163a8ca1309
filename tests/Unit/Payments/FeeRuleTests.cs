using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Tests.Unit.Payments.Books;

namespace Marketplace.Tests.Unit.Payments;

public sealed class FeeRuleTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly ShopId Shop = ShopId.New(At);
    private static readonly FeeScope Any = new(null, null, null, null, null, At, null, false);
    private static readonly FeeSubject Goods = new(Shop, CategoryId.New(At), ProductId.New(At), Rub(1000), false, At);

    [Fact]
    public void Empty_parts_of_a_scope_match_everything_but_delivery()
    {
        Assert.True(Any.Covers(Goods));
        Assert.False(Any.Covers(Goods with { IsDelivery = true }));
        Assert.True((Any with { Delivery = true }).Covers(Goods with { IsDelivery = true }));
    }

    [Fact]
    public void Every_part_of_a_scope_must_match()
    {
        Assert.False((Any with { Shop = ShopId.New(At) }).Covers(Goods));
        Assert.True((Any with { Shop = Shop, Category = Goods.Category, Product = Goods.Product }).Covers(Goods));
        Assert.False((Any with { PriceFrom = Rub(1001) }).Covers(Goods));
        Assert.False((Any with { PriceTo = Rub(1000) }).Covers(Goods));
        Assert.True((Any with { PriceFrom = Rub(1000), PriceTo = Rub(1001) }).Covers(Goods));
        Assert.False(Any.Covers(Goods with { At = At.AddSeconds(-1) }));
        Assert.False((Any with { To = At.AddDays(1) }).Covers(Goods with { At = At.AddDays(1) }));
    }

    [Theory]
    [InlineData(150_000, 0, null, null, 179_100, 1, 26_865)]
    [InlineData(0, 500, null, null, 10_000, 3, 1_500)]
    [InlineData(10_000, 0, 300L, null, 1_000, 1, 300)]
    [InlineData(500_000, 0, null, 200L, 1_000, 1, 200)]
    public void Percent_fixed_fee_floor_and_cap(int percent, long perUnit, long? floor, long? cap, long amount, int quantity, long expected)
    {
        var charge = new FeeCharge(new Rate(percent), Rub(perUnit), floor is { } f ? Rub(f) : null, cap is { } c ? Rub(c) : null);

        Assert.Equal(expected, charge.On(Rub(amount), quantity).Minor);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.False(FeeRule.Create(FeeRuleId.New(At), 1, "x", Any, new FeeCharge(new Rate(1_000_001), Rub(0), null, null), At).IsOk);
        Assert.False(FeeRule.Create(FeeRuleId.New(At), 1, "x", Any, new FeeCharge(default, Rub(0), Rub(2), Rub(1)), At).IsOk);
        Assert.False(FeeRule.Create(FeeRuleId.New(At), 1, "x", Any with { To = At }, new FeeCharge(default, Rub(0), null, null), At).IsOk);
        Assert.False(FeeRule.Create(FeeRuleId.New(At), 1, "x", Any with { From = At.AddDays(-1) }, new FeeCharge(default, Rub(0), null, null), At).IsOk);
    }
}
