using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Orders;

internal sealed class Carts(MarketplaceDb db) : ICarts
{
    private static readonly Func<MarketplaceDb, CartId, CancellationToken, Task<Cart?>> ById =
        EF.CompileAsyncQuery(
            (MarketplaceDb db, CartId id, CancellationToken ct) => db.Set<Cart>().FirstOrDefault(c => c.Id == id));

    public Task<Cart?> Find(UserId owner, CancellationToken ct) => ById(db, Cart.IdOf(owner), ct);

    public void Add(Cart cart) => db.Add(cart);
}

internal sealed class Checkouts(MarketplaceDb db) : ICheckouts
{
    private static readonly Func<MarketplaceDb, CheckoutId, CancellationToken, Task<Checkout?>> ById =
        EF.CompileAsyncQuery(
            (MarketplaceDb db, CheckoutId id, CancellationToken ct) => db.Set<Checkout>().FirstOrDefault(c => c.Id == id));

    public Task<Checkout?> Find(CheckoutId id, CancellationToken ct) => ById(db, id, ct);

    public void Add(Checkout checkout) => db.Add(checkout);
}

internal sealed class Orders(MarketplaceDb db) : IOrders
{
    private static readonly Func<MarketplaceDb, OrderId, CancellationToken, Task<Order?>> ById =
        EF.CompileAsyncQuery((MarketplaceDb db, OrderId id, CancellationToken ct) =>
            db.Set<Order>().AsSingleQuery().FirstOrDefault(o => o.Id == id));

    private static readonly Func<MarketplaceDb, SellerOrderId, CancellationToken, Task<Order?>> ByPart =
        EF.CompileAsyncQuery((MarketplaceDb db, SellerOrderId id, CancellationToken ct) =>
            db.Set<Order>().AsSingleQuery().FirstOrDefault(o => o.Parts.Any(p => p.Id == id)));

    private static readonly Func<MarketplaceDb, UserId, CancellationToken, Task<Address?>> LastAddress =
        EF.CompileAsyncQuery((MarketplaceDb db, UserId buyer, CancellationToken ct) =>
            db.Set<Order>().Where(o => o.Buyer == buyer).OrderByDescending(o => o.Id).Select(o => o.ShipTo)
                .FirstOrDefault());

    public Task<Order?> Find(OrderId id, CancellationToken ct) => ById(db, id, ct);

    public Task<Order?> Find(SellerOrderId part, CancellationToken ct) => ByPart(db, part, ct);

    public Task<Address?> FindLastAddress(UserId buyer, CancellationToken ct) => LastAddress(db, buyer, ct);

    public void Add(Order order) => db.Add(order);
}
