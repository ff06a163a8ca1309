using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>A product card: the description several sellers may put their offers on, and its way to the public.</summary>
public sealed class Product : Aggregate<ProductId>
{
    private const string Machine = "product";
    private readonly List<Variant> _variants = [];

    private Product(ProductId id, ShopId shop, DateTimeOffset createdAt) : base(id) =>
        (Shop, CreatedAt, UpdatedAt) = (shop, createdAt, createdAt);

    /// <summary>The shop that wrote the card.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>Category of the goods.</summary>
    public CategoryId Category { get; private set; }

    /// <summary>Title in the market's language.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Description in the market's language.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Characteristics by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; private set; } = new Dictionary<string, string>();

    /// <summary>Words in other languages.</summary>
    public IReadOnlyDictionary<string, CardText> Translations { get; private set; } = new Dictionary<string, CardText>();

    /// <summary>Free words to be found by.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Picture addresses, cover first.</summary>
    public IReadOnlyList<string> Images { get; private set; } = [];

    /// <summary>State of product §4.9.</summary>
    public ProductState State { get; private set; } = ProductState.Draft;

    /// <summary>What the checks refused, while rejected.</summary>
    public IReadOnlyList<FieldError> Refusals { get; private set; } = [];

    /// <summary>Number of the content's version, from 1.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>When the card was begun.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When content or state last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was public for the first time.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Row version for If-Match.</summary>
    public uint Version { get; private set; }

    /// <summary>Sizes, colours and packings, in the seller's order.</summary>
    public IReadOnlyList<Variant> Variants => _variants;

    /// <summary>The content as one value.</summary>
    public CardContent Card => new(Category, Title, Description, Attributes, Translations, Tags, Images);

    /// <summary>Begins a card; without variants it has one that stands for the goods as they are.</summary>
    public static Result<Product> Create(ShopId shop, CardContent card, IReadOnlyList<VariantContent> variants, DateTimeOffset at)
    {
        var product = new Product(ProductId.New(at), shop, at);
        product.Take(card);
        if (variants.Count == 0) variants = [new VariantContent(null, new Dictionary<string, string>(), null)];
        if (product.Arrange(variants, _ => false, at).Failed(out var refusal)) return refusal;

        product.Raise(new CardCreated(product.Id, shop, card.Category, product.Revision));
        product.Record(new StateChange(Machine, product.Id.Value, "create", null, Text(ProductState.Draft), null, at));
        return product;
    }

    /// <summary>Replaces content and, where given, variants; a public card must keep passing the checks.</summary>
    /// <param name="offered">Tells whether a variant has offers and so must stay.</param>
    public Result Edit(
        CardContent card, IReadOnlyList<VariantContent>? variants, bool categoryKnown, Func<VariantId, bool> offered,
        DateTimeOffset at)
    {
        if (State == ProductState.Archived) return ProductErrors.Archived;
        if (State == ProductState.Published && CardChecks.Of(card, categoryKnown, offered: true) is { Count: > 0 } wrong)
            return ProductErrors.NotPublishable(wrong);

        var changed = ChangedFields(card);
        if (variants is not null && !IsArranged(variants))
        {
            if (Arrange(variants, offered, at).Failed(out var refusal)) return refusal;
            changed.Add("variants");
        }

        if (changed.Count == 0) return Result.Ok;

        Take(card);
        Revision++;
        UpdatedAt = at;
        Raise(new CardEdited(Id, Revision, changed));
        return Result.Ok;
    }

    /// <summary>Runs the automatic checks: public when clean, rejected with reasons otherwise.</summary>
    public Result Submit(bool categoryKnown, bool offered, DateTimeOffset at)
    {
        if (State is not (ProductState.Draft or ProductState.Rejected or ProductState.ChangesRequested)) return No("submit");

        Move("submit", ProductState.Checking, null, at);
        Refusals = CardChecks.Of(Card, categoryKnown, offered);
        if (Refusals.Count > 0)
        {
            Move("reject", ProductState.Rejected, string.Join(' ', Refusals.Select(r => r.Code).Distinct()), at);
            return Result.Ok;
        }

        Move("approve", ProductState.Published, null, at);
        PublishedAt ??= at;
        Raise(new CardPublished(Id, Revision));
        return Result.Ok;
    }

    /// <summary>The seller takes a public card off, at once.</summary>
    public Result Hide(DateTimeOffset at)
    {
        if (State != ProductState.Published) return No("hide");

        Move("hide", ProductState.Hidden, "seller", at);
        Raise(new CardWithdrawn(Id, "seller"));
        return Result.Ok;
    }

    /// <summary>The seller puts a hidden card back; edits made meanwhile must pass the checks.</summary>
    public Result Show(bool categoryKnown, bool offered, DateTimeOffset at)
    {
        if (State != ProductState.Hidden) return No("show");
        if (CardChecks.Of(Card, categoryKnown, offered) is { Count: > 0 } wrong) return ProductErrors.NotPublishable(wrong);

        Move("show", ProductState.Published, null, at);
        Raise(new CardPublished(Id, Revision));
        return Result.Ok;
    }

    /// <summary>Ends the card; orders keep what they froze.</summary>
    public Result Archive(DateTimeOffset at)
    {
        if (State == ProductState.Archived) return No("archive");

        var wasPublic = State == ProductState.Published;
        Move("archive", ProductState.Archived, null, at);
        if (wasPublic) Raise(new CardWithdrawn(Id, "archived"));
        return Result.Ok;
    }

    private static string Text(ProductState state) => state switch
    {
        ProductState.InReview => "IN_REVIEW",
        ProductState.ChangesRequested => "CHANGES_REQUESTED",
        _ => state.ToString().ToUpperInvariant(),
    };

    private Result Arrange(IReadOnlyList<VariantContent> wanted, Func<VariantId, bool> offered, DateTimeOffset at)
    {
        if (wanted.Count is 0 or > ProductErrors.VariantsMax) return ProductErrors.VariantCount;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].Id is { } id && _variants.All(v => v.Id != id)) return ProductErrors.VariantUnknown(i);
            if (wanted.Take(i).Any(v => Words.Same(v.Attributes, wanted[i].Attributes))) return ProductErrors.VariantsAlike(i);
        }

        var dropped = _variants.Where(v => wanted.All(w => w.Id != v.Id)).ToList();
        if (dropped.FirstOrDefault(v => offered(v.Id)) is { } kept) return ProductErrors.VariantOffered(kept.Id);

        foreach (var variant in dropped) _variants.Remove(variant);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (_variants.Find(v => v.Id == wanted[i].Id) is { } known) known.Describe(i, wanted[i]);
            else _variants.Add(Variant.New(Id, i, wanted[i], at));
        }

        _variants.Sort((a, b) => a.Position.CompareTo(b.Position));
        return Result.Ok;
    }

    private void Take(CardContent card)
    {
        (Category, Title, Description) = (card.Category, card.Title, card.Description);
        (Attributes, Translations, Tags, Images) = (card.Attributes, card.Translations, card.Tags, card.Images);
    }

    private bool IsArranged(IReadOnlyList<VariantContent> wanted) => wanted.Count == _variants.Count
        && wanted.Zip(_variants).All(p =>
            p.First.Id == p.Second.Id && p.First.Gtin == p.Second.Gtin && p.Second.SameAs(p.First.Attributes));

    private List<string> ChangedFields(CardContent card)
    {
        var changed = new List<string>();
        if (card.Category != Category) changed.Add("categoryId");
        if (card.Title != Title) changed.Add("title");
        if (card.Description != Description) changed.Add("description");
        if (!Words.Same(card.Attributes, Attributes)) changed.Add("attributes");
        if (card.Translations.Count != Translations.Count
            || card.Translations.Any(t => Translations.GetValueOrDefault(t.Key) != t.Value)) changed.Add("translations");
        if (!card.Tags.SequenceEqual(Tags)) changed.Add("tags");
        if (!card.Images.SequenceEqual(Images)) changed.Add("images");
        return changed;
    }

    private void Move(string happened, ProductState to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange(Machine, Id.Value, happened, Text(State), Text(to), reason, at));
        (State, UpdatedAt) = (to, at);
        if (to != ProductState.Rejected) Refusals = to == ProductState.Checking ? Refusals : [];
    }

    private Error No(string happened) => Error.InvalidTransition(Machine, Text(State), happened, State switch
    {
        ProductState.Draft or ProductState.Rejected or ProductState.ChangesRequested => ["submit", "archive"],
        ProductState.Published => ["hide", "archive"],
        ProductState.Hidden => ["show", "archive"],
        ProductState.Archived => [],
        _ => ["archive"],
    });
}
