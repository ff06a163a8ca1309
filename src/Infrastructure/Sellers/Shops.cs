using Marketplace.Domain.Sellers;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Sellers;

internal sealed class Shops(MarketplaceDb db) : IShops
{
    public Task<Shop?> Find(ShopId id, CancellationToken ct) => db.Set<Shop>().FirstOrDefaultAsync(s => s.Id == id, ct);

    public Task<Shop?> FindOf(UserId owner, CancellationToken ct) =>
        db.Set<Shop>().FirstOrDefaultAsync(s => s.Owner == owner && s.Status != ShopStatus.Closed, ct);

    public Task<bool> HasSlug(string slug, CancellationToken ct) => db.Set<Shop>().AnyAsync(s => s.Slug == slug, ct);

    public async Task<IReadOnlyList<Shop>> WithVacationDue(DateOnly day, CancellationToken ct) => await db.Set<Shop>()
        .Where(s => s.VacationUntil < day || (s.VacationFrom <= day && s.Status == ShopStatus.Active))
        .OrderBy(s => s.Id).ToListAsync(ct);

    public void Add(Shop shop) => db.Add(shop);
}
