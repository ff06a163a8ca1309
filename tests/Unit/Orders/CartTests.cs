using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class CartTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;

    [Fact]
    public void Adding_an_offer_twice_sums_its_units()
    {
        var cart = Cart.For(Sample.Buyer, Noon);

        cart.Add(Sample.Offer(0, 1), 2, Noon);
        cart.Add(Sample.Offer(0, 1), 3, Noon);

        Assert.Equal(5, Assert.Single(cart.Lines).Quantity);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    public void A_line_holds_1_to_999_units(int quantity)
    {
        var cart = Cart.For(Sample.Buyer, Noon);

        Assert.True(cart.Add(Sample.Offer(0, 1), quantity, Noon).Failed(out var error));
        Assert.Equal("quantity-out-of-range", error.Code);
    }

    [Fact]
    public void A_line_cannot_grow_beyond_999_units()
    {
        var cart = Cart.For(Sample.Buyer, Noon);
        cart.Add(Sample.Offer(0, 1), 999, Noon);

        Assert.False(cart.Add(Sample.Offer(0, 1), 1, Noon).IsOk);
        Assert.Equal(999, cart.Lines[0].Quantity);
    }

    [Fact]
    public void A_cart_holds_100_lines()
    {
        var cart = Full(100);

        Assert.True(cart.Add(Sample.Offer(5, 1), 1, Noon).Failed(out var error));
        Assert.Equal("cart-full", error.Code);
    }

    [Fact]
    public void Merging_keeps_the_larger_quantity_and_what_fits()
    {
        var (mine, visitor) = (Full(99), Cart.For(new UserId(Sample.Id(8)), Noon));
        visitor.Add(Sample.Offer(0, 0), 7, Noon);
        visitor.Add(Sample.Offer(5, 1), 1, Noon);
        visitor.Add(Sample.Offer(5, 2), 1, Noon);

        mine.Merge(visitor, Noon);

        Assert.Equal(100, mine.Lines.Count);
        Assert.Equal(7, mine.Lines[0].Quantity);
        Assert.Equal(Sample.Offer(5, 1), mine.Lines[^1].Offer);
    }

    private static Cart Full(int lines)
    {
        var cart = Cart.For(Sample.Buyer, Noon);
        for (var i = 0; i < lines; i++) cart.Add(Sample.Offer(0, i), 1, Noon);
        return cart;
    }
}
