using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>One size, colour or packing of a card; sellers put their offers on it.</summary>
public sealed class Variant
{
    private Variant(
        VariantId id, ProductId product, int position, IReadOnlyDictionary<string, string> attributes, string? gtin) =>
        (Id, Product, Position, Attributes, Gtin) = (id, product, position, attributes, gtin);

    /// <summary>The variant's own id.</summary>
    public VariantId Id { get; private set; }

    /// <summary>The card it belongs to.</summary>
    public ProductId Product { get; private set; }

    /// <summary>Place in the card, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>What makes it differ from its siblings.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; private set; }

    /// <summary>World-wide code, if any.</summary>
    public string? Gtin { get; private set; }

    internal static Variant New(ProductId product, int position, VariantContent content, DateTimeOffset at) =>
        new(VariantId.New(at), product, position, content.Attributes, content.Gtin);

    internal void Describe(int position, VariantContent content)
    {
        (Position, Gtin) = (position, content.Gtin);
        if (!SameAs(content.Attributes)) Attributes = content.Attributes;
    }

    internal bool SameAs(IReadOnlyDictionary<string, string> attributes) => Words.Same(Attributes, attributes);
}

/// <summary>Compares descriptions.</summary>
internal static class Words
{
    public static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var value) && value == p.Value);
}
