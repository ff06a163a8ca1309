using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Infrastructure.Catalog;

internal sealed class Products(MarketplaceDb db, ProductCopy copy) : IProducts
{
    public Task<Product?> Find(ProductId id, CancellationToken ct) =>
        db.Set<Product>().FirstOrDefaultAsync(p => p.Id == id, ct);

    public async Task<IReadOnlyList<Product>> FindAll(IReadOnlyCollection<ProductId> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.Set<Product>().Where(p => ids.Contains(p.Id)).ToListAsync(ct);

    public void Add(Product product) => db.Add(product);

    public Task AddAll(
        IReadOnlyList<Product> products, IReadOnlyList<Offer> offers, IReadOnlyList<StockItem> stock, DateTimeOffset at,
        CancellationToken ct) =>
        copy.Write(products, offers, stock, at, ct);
}

internal sealed class Offers(MarketplaceDb db) : IOffers
{
    public Task<Offer?> Find(OfferId id, CancellationToken ct) => db.Set<Offer>().FirstOrDefaultAsync(o => o.Id == id, ct);

    public async Task<IReadOnlyList<Offer>> FindBySku(ShopId shop, IReadOnlyCollection<string> skus, CancellationToken ct) =>
        await db.Set<Offer>().Where(o => o.Shop == shop && skus.Contains(o.Sku)).ToListAsync(ct);

    public async Task<IReadOnlyList<Offer>> On(ProductId product, CancellationToken ct) =>
        await db.Set<Offer>().Where(o => o.Product == product).ToListAsync(ct);

    public void Add(Offer offer) => db.Add(offer);
}

internal sealed class Storefronts(MarketplaceDb db) : IStorefronts
{
    public Task<Storefront?> Find(ShopId id, CancellationToken ct) => db.Set<Storefront>().FirstOrDefaultAsync(s => s.Id == id, ct);

    public void Add(Storefront storefront) => db.Add(storefront);
}

internal sealed class Warehouses(MarketplaceDb db) : IWarehouses
{
    public Task<Warehouse?> Find(WarehouseId id, CancellationToken ct) =>
        db.Set<Warehouse>().FirstOrDefaultAsync(w => w.Id == id, ct);

    public void Add(Warehouse warehouse) => db.Add(warehouse);
}

internal sealed class Categories(MarketplaceDb db) : ICategories
{
    // Any number nobody else locks on; the tree has one shape and one lock.
    private const long TreeLock = 0x6361_7461_6c6f_67;

    public Task<Category?> Find(CategoryId id, CancellationToken ct) => db.Set<Category>().FirstOrDefaultAsync(c => c.Id == id, ct);

    public async Task<IReadOnlySet<CategoryId>> Known(IReadOnlyCollection<CategoryId> ids, CancellationToken ct) =>
        (await db.Set<Category>().Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();

    public async Task<IReadOnlyList<Category>> Below(Category category, CancellationToken ct) =>
        await db.Set<Category>().Where(c => c.Path.StartsWith(category.Path) && c.Id != category.Id).ToListAsync(ct);

    public async Task LockTree(CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TreeLock})", ct);
    }

    public async Task<bool> InUse(CategoryId id, CancellationToken ct) =>
        await db.Set<Category>().AnyAsync(c => c.Parent == id, ct) || await db.Set<Product>().AnyAsync(p => p.Category == id, ct);

    public void Add(Category category) => db.Add(category);

    public void Remove(Category category) => db.Remove(category);
}

internal sealed class Reservations(MarketplaceDb db) : IReservations
{
    private const string Lock = "SELECT 1 FROM catalog.reservations WHERE id = $1 FOR NO KEY UPDATE";

    private static readonly Func<MarketplaceDb, OrderId, Task<Reservation?>> ByOrder = EF.CompileAsyncQuery(
        (MarketplaceDb db, OrderId order) => db.Set<Reservation>().FirstOrDefault(r => r.Id == order));

    public async Task<Reservation?> Find(OrderId order, CancellationToken ct)
    {
        // Whoever ends a hold locks it first, so that its units are counted back once.
        await using var command = await db.Command(Lock, [new NpgsqlParameter<Guid> { TypedValue = order.Value }], ct);
        return await command.ExecuteScalarAsync(ct) is null ? null : await ByOrder(db, order);
    }

    public async Task<IReadOnlyList<OrderId>> Lapsed(DateTimeOffset before, int limit, CancellationToken ct) =>
        await db.Set<Reservation>().Where(r => r.State == ReservationState.Held && r.Until < before)
            .OrderBy(r => r.Until).Take(limit).Select(r => r.Id).ToListAsync(ct);

    public void Add(Reservation reservation) => db.Add(reservation);
}
