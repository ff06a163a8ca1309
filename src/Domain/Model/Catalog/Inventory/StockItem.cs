using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>The counted units of one offer in one warehouse.</summary>
/// <remarks>Its counters move only by the statements of <see cref="IStockItems"/> (quality R19), never by read-then-write.</remarks>
public sealed class StockItem : Aggregate<OfferId>
{
    private StockItem(OfferId id, ProductId product, ShopId shop, WarehouseId warehouse, int onHand) : base(id) =>
        (Product, Shop, Warehouse, OnHand) = (product, shop, warehouse, onHand);

    /// <summary>Card of the offer.</summary>
    public ProductId Product { get; private set; }

    /// <summary>Shop of the offer.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>Where the units are.</summary>
    public WarehouseId Warehouse { get; private set; }

    /// <summary>Units that are there, held ones included.</summary>
    public int OnHand { get; private set; }

    /// <summary>Units held for orders.</summary>
    public int Reserved { get; private set; }

    /// <summary>Units sold and not come back.</summary>
    public int Sold { get; private set; }

    /// <summary>The first count of an offer's units, in the shop's default warehouse.</summary>
    public static StockItem Open(Offer offer, int onHand) =>
        new(offer.Id, offer.Product, offer.Shop, Catalog.Warehouse.DefaultOf(offer.Shop), onHand);
}

/// <summary>A place where a shop keeps goods.</summary>
public sealed class Warehouse : Aggregate<WarehouseId>
{
    private Warehouse(WarehouseId id, ShopId shop, string name) : base(id) => (Shop, Name) = (shop, name);

    /// <summary>Whose it is.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>Name for its staff.</summary>
    public string Name { get; private set; }

    /// <summary>Id of the warehouse every shop begins with: the shop's own, so nobody has to look it up.</summary>
    public static WarehouseId DefaultOf(ShopId shop) => new(shop.Value);

    /// <summary>The warehouse every shop begins with.</summary>
    public static Warehouse FirstOf(ShopId shop) => new(DefaultOf(shop), shop, "Main");
}

/// <summary>The warehouses.</summary>
public interface IWarehouses
{
    /// <summary>A warehouse; null when unknown.</summary>
    Task<Warehouse?> Find(WarehouseId id, CancellationToken ct);

    /// <summary>Adds a warehouse.</summary>
    void Add(Warehouse warehouse);
}
