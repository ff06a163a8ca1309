using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class CheckoutTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;

    [Fact]
    public void A_checkout_opens_with_the_cheapest_delivery_of_each_seller()
    {
        var checkout = Open(Part(0, 300, "slow", "fast"), Part(1, 200, "only"));

        Assert.Equal(["slow", "only"], checkout.Parts.Select(p => p.Chosen!));
        Assert.Equal(Sample.Uzs(500 + 100 + 100), checkout.Total);
    }

    [Fact]
    public void A_new_quote_keeps_the_choices_that_are_still_offered()
    {
        var checkout = Open(Part(0, 300, "slow", "fast"), Part(1, 200, "a", "b"));
        checkout.Choose(Sample.Shop(0), "fast");
        checkout.Choose(Sample.Shop(1), "b");

        checkout.Requote([Part(0, 350, "slow", "fast"), Part(1, 200, "a")], Sample.Home, Noon.AddHours(2));

        Assert.Equal(["fast", "a"], checkout.Parts.Select(p => p.Chosen!));
        Assert.True(checkout.ReadyToPlace(Noon.AddHours(3)).IsOk);
    }

    [Fact]
    public void An_old_quote_cannot_be_placed()
    {
        var tooLate = Noon + Checkout.Lifetime + TimeSpan.FromTicks(1);

        Assert.True(Open(Part(0, 300, "slow")).ReadyToPlace(tooLate).Failed(out var error));
        Assert.Equal("checkout-expired", error.Code);
    }

    [Fact]
    public void A_seller_without_delivery_to_the_address_stops_the_order()
    {
        Assert.True(Open(Part(0, 300)).ReadyToPlace(Noon).Failed(out var error));
        Assert.Equal("no-delivery", error.Code);
    }

    [Fact]
    public void Tax_on_top_is_part_of_what_the_buyer_sees()
    {
        var part = Part(0, 1000, "slow");
        var taxed = part with
        {
            Lines = [part.Lines[0] with { TaxOnTop = Rate.Percent(10) }],
            DeliveryTax = Rate.Percent(20)
        };

        Assert.Equal(Sample.Uzs(1100 + 120), Open(taxed).Total);
    }

    private static Checkout Open(params CheckoutPart[] parts)
    {
        var opened = Checkout.Open(new CheckoutId(Sample.Id(1)), Sample.Buyer, true, parts, Sample.Home, Noon);
        return opened.Succeeded(out var checkout, out _) ? checkout : throw new InvalidOperationException();
    }

    private static CheckoutPart Part(int shop, long price, params string[] options) => new(
        Sample.Shop(shop), "Shop",
        [new CheckoutLine(Sample.Offer(shop, 1), new ProductId(Sample.Id(2000)), "Thing", "S", 1, Sample.Uzs(price))],
        [.. options.Select((o, i) => new DeliveryChoice(
            o, "local", o, o, Sample.Uzs(100 + i * 50), 1, 2, "seller", false))], null);
}
