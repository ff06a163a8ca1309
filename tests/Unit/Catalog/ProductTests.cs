using FsCheck;
using FsCheck.Fluent;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;
using Xunit;

namespace Marketplace.Tests.Unit.Catalog;

public sealed class ProductTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShopId Shop = ShopId.New(Noon);
    private static readonly CategoryId Teaware = CategoryId.New(Noon);

    [Fact]
    public void A_card_without_variants_has_one()
    {
        var product = Draft();

        Assert.Single(product.Variants);
        Assert.Equal((ProductState.Draft, 1), (product.State, product.Revision));
    }

    [Fact]
    public void A_clean_card_becomes_public_and_the_others_hear_of_it()
    {
        var product = Draft();

        Assert.True(product.Submit(categoryKnown: true, offered: true, Noon).IsOk);

        Assert.Equal(ProductState.Published, product.State);
        Assert.Equal(["create", "submit", "approve"], product.TakeChanges().Select(c => c.Event));
        var announcements = new CatalogAnnouncements();
        Assert.Equal(
            [new ProductCreated(product.Id, Shop, Teaware, 1), new ProductApproved(product.Id, 1)],
            product.TakeEvents().SelectMany(announcements.Of));
    }

    [Fact]
    public void A_card_that_fails_the_checks_is_rejected_with_every_reason_and_may_try_again()
    {
        var product = Draft(title: "x", description: "short");

        product.Submit(categoryKnown: false, offered: false, Noon);

        Assert.Equal(ProductState.Rejected, product.State);
        Assert.Equal(["/title", "/description", "/categoryId", "/offers"], product.Refusals.Select(r => r.Pointer));
        product.Edit(Card(), null, true, _ => true, Noon);
        Assert.True(product.Submit(true, true, Noon).IsOk);
        Assert.Empty(product.Refusals);
    }

    [Fact]
    public void A_public_card_is_never_edited_into_something_unpublishable()
    {
        var product = Public();

        Assert.True(product.Edit(Card(title: "x"), null, true, _ => true, Noon).Failed(out var error));

        Assert.Equal("product-not-publishable", error.Code);
        Assert.Equal(("Porcelain cup", 1), (product.Title, product.Revision));
        Assert.Equal(ProductState.Published, product.State);
    }

    [Fact]
    public void An_edit_counts_the_revision_and_names_the_changed_fields()
    {
        var product = Public();
        product.TakeEvents();

        product.Edit(Card(title: "Glass cup") with { Tags = ["glass"] }, null, true, _ => true, Noon);
        product.Edit(product.Card, null, true, _ => true, Noon);

        Assert.Equal(2, product.Revision);
        var edited = Assert.IsType<CardEdited>(Assert.Single(product.TakeEvents()));
        Assert.Equal(["title", "tags"], edited.ChangedFields);
    }

    [Fact]
    public void A_variant_with_offers_stays_and_alike_variants_are_refused()
    {
        var product = Draft(variants: [Sized("S"), Sized("M")]);
        var kept = product.Variants[0].Id;

        Assert.True(product.Edit(Card(), [Sized("L")], true, id => id == kept, Noon).Failed(out var offered));
        Assert.True(product.Edit(Card(), [Sized("L"), Sized("L")], true, _ => false, Noon).Failed(out var alike));
        Assert.True(product.Edit(Card(), [new VariantContent(VariantId.New(Noon), Sized("L").Attributes, null)], true, _ => false, Noon).Failed(out var foreign));
        Assert.Equal(["variant-offered", "variants-alike", "variant-unknown"], [offered.Code, alike.Code, foreign.Code]);
        Assert.Equal(2, product.Variants.Count);
    }

    [Fact]
    public void A_move_the_table_does_not_list_names_the_state_and_what_is_allowed()
    {
        Assert.True(Public().Show(true, true, Noon).Failed(out var error));

        Assert.Equal("invalid-transition", error.Code);
        Assert.Equal("PUBLISHED", error.Facts!["state"]);
        Assert.Equal(new[] { "hide", "archive" }, error.Facts["allowed"]);
    }

    [Fact]
    public void Any_sequence_of_moves_follows_the_table_and_leaves_its_trace() => Prop.ForAll<byte[]>(moves =>
    {
        string[] names = ["submit", "hide", "show", "archive"];
        var table = new Dictionary<(string, string), string>
        {
            [("DRAFT", "submit")] = "PUBLISHED", [("PUBLISHED", "hide")] = "HIDDEN", [("HIDDEN", "show")] = "PUBLISHED",
            [("DRAFT", "archive")] = "ARCHIVED", [("PUBLISHED", "archive")] = "ARCHIVED", [("HIDDEN", "archive")] = "ARCHIVED",
        };
        var (product, expected) = (Draft(), "DRAFT");
        foreach (var name in moves.Select(m => names[m % 4]))
        {
            var listed = table.TryGetValue((expected, name), out var next);
            if (Move(product, name).IsOk != listed) return false;
            if (listed) expected = next!;
        }

        var trace = product.TakeChanges();
        return trace[^1].To == expected && trace.Skip(1).Zip(trace).All(p => p.First.From == p.Second.To);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(0, 0, "standard", "/price/amount")]
    [InlineData(100, 100, "standard", "/compareAt")]
    [InlineData(100, 0, "", "/taxClass")]
    public void Offers_have_sensible_terms(long price, long compareAt, string taxClass, string pointer)
    {
        var terms = Terms(price) with { CompareAt = compareAt == 0 ? null : new Money(compareAt, Currency.Rub), TaxClass = taxClass };

        Assert.True(Offer.Create(Public(), default, Shop, terms, Noon).Failed(out var variant));
        Assert.Equal("variant-unknown", variant.Code);
        Assert.Contains(OfferErrors.Check(terms)!.Fields!, f => f.Pointer == pointer);
    }

    [Fact]
    public void A_changed_price_is_announced_and_the_same_terms_change_nothing()
    {
        var product = Public();
        Assert.True(Offer.Create(product, product.Variants[0].Id, Shop, Terms(100), Noon).Succeeded(out var offer, out _));

        offer.Change(Terms(100), Noon.AddDays(1));
        var untouched = offer.UpdatedAt;
        offer.Change(Terms(90), Noon.AddDays(1));

        Assert.Equal(Noon, untouched);
        Assert.Equal([new OfferRepriced(offer.Id, Shop, new Money(100, Currency.Rub), new Money(90, Currency.Rub))], offer.TakeEvents());
    }

    [Fact]
    public void A_stranger_may_offer_on_a_public_card_only()
    {
        var (open, shut, stranger) = (Public(), Draft(), ShopId.New(Noon));

        Assert.True(Offer.Create(open, open.Variants[0].Id, stranger, Terms(5), Noon).IsOk);
        Assert.True(Offer.Create(shut, shut.Variants[0].Id, stranger, Terms(5), Noon).Failed(out var error));
        Assert.Equal(ErrorKind.NotFound, error.Kind);
    }

    private static Kernel.Result Move(Product product, string move) => move switch
    {
        "submit" => product.Submit(true, true, Noon),
        "hide" => product.Hide(Noon),
        "show" => product.Show(true, true, Noon),
        _ => product.Archive(Noon),
    };

    private static OfferTerms Terms(long price) =>
        new("SKU", new Money(price, Currency.Rub), null, new UnitSize(1, 1, 1, 1), "standard", 1, 14, true);

    private static VariantContent Sized(string size) => new(null, new Dictionary<string, string> { ["size"] = size }, null);

    private static CardContent Card(string title = "Porcelain cup", string description = "Holds a quarter of a litre.") =>
        new(Teaware, title, description, new Dictionary<string, string>(), new Dictionary<string, CardText>(), [], []);

    private static Product Draft(string title = "Porcelain cup", string description = "Holds a quarter of a litre.", params VariantContent[] variants)
    {
        Assert.True(Product.Create(Shop, Card(title, description), variants, Noon).Succeeded(out var product, out _));
        return product;
    }

    private static Product Public()
    {
        var product = Draft();
        Assert.True(product.Submit(true, true, Noon).IsOk);
        return product;
    }
}
