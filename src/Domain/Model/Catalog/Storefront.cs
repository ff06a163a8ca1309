using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>What the catalogue knows of a shop: its name and whether it sells now.</summary>
public sealed class Storefront : Aggregate<ShopId>
{
    private Storefront(ShopId id, string name, bool selling) : base(id) => (Name, Selling) = (name, selling);

    /// <summary>Name shown beside offers.</summary>
    [Personal]
    public string Name { get; private set; }

    /// <summary>Its offers are shown and may be bought.</summary>
    public bool Selling { get; private set; }

    /// <summary>A shop that sells from now on.</summary>
    public static Storefront Open(ShopId shop, string name) => new(shop, name, true);

    /// <summary>Sells, under this name.</summary>
    public void Reopen(string? name)
    {
        Selling = true;
        Name = name ?? Name;
    }

    /// <summary>Neither shows nor sells.</summary>
    public void Close() => Selling = false;
}

/// <summary>The shops as the catalogue knows them.</summary>
public interface IStorefronts
{
    /// <summary>A shop; null when it never sold.</summary>
    Task<Storefront?> Find(ShopId id, CancellationToken ct);

    /// <summary>Adds a shop.</summary>
    void Add(Storefront storefront);
}
