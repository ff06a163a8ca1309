using Marketplace.Application;
using Marketplace.Application.Sellers;
using Marketplace.Domain.Sellers;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Sellers;

internal sealed class GetMyShopHandler(MarketplaceDb db) : IQuery<GetMyShop, ShopView>
{
    public async Task<Result<ShopView>> Handle(GetMyShop request, CancellationToken ct) =>
        await db.Set<Shop>().AsNoTracking().FirstOrDefaultAsync(
            s => s.Owner == request.Owner && s.Status != ShopStatus.Closed, ct) is { } shop
            ? ShopViews.Of(shop)
            : ShopErrors.NotFound;
}

internal sealed class GetShopHandler(MarketplaceDb db) : IQuery<GetShop, ShopView>
{
    public async Task<Result<ShopView>> Handle(GetShop request, CancellationToken ct) =>
        await db.Set<Shop>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.Shop, ct) is { } shop
            ? ShopViews.Of(shop)
            : ShopErrors.NotFound;
}

internal sealed class ListShopsHandler(MarketplaceDb db) : IQuery<ListShops, Page<ShopView>>
{
    public async Task<Result<Page<ShopView>>> Handle(ListShops request, CancellationToken ct)
    {
        if (!Keyset.TryRead(request.Page.Cursor, out var after)) return Keyset.Broken;

        var statuses = request.Statuses.Count == 0 ? Enum.GetValues<ShopStatus>() : [.. request.Statuses];
        var names = statuses.Select(EnumText<ShopStatus>.Write).ToArray();
        var found = await db.Set<Shop>()
            .FromSql($"""
                SELECT *, xmin FROM sellers.shops WHERE id < {after} AND status = ANY ({names})
                ORDER BY id DESC LIMIT {request.Page.Limit + 1}
                """)
            .AsNoTracking().ToListAsync(ct);
        return Keyset.Page(found.Select(ShopViews.Of).ToList(), request.Page.Limit, s => s.Id);
    }
}

internal sealed class GetStorefrontHandler(MarketplaceDb db) : IQuery<GetStorefront, StorefrontView>
{
    private static readonly ShopStatus[] Shown = [ShopStatus.Active, ShopStatus.Vacation, ShopStatus.Restricted];

    public async Task<Result<StorefrontView>> Handle(GetStorefront request, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().FirstOrDefaultAsync(s => s.Slug == request.Slug, ct);
        if (shop is null || !Shown.Contains(shop.Status)) return ShopErrors.NotFound;

        var awayUntil = shop.Status == ShopStatus.Vacation ? shop.VacationUntil : null;
        return new StorefrontView(
            shop.Id.Value, shop.Name, shop.Slug, shop.Country, shop.Kind, shop.Description,
            ShopMachine.CanSell(shop.Status), awayUntil, shop.Version);
    }
}

internal static class ShopViews
{
    public static ShopView Of(Shop s) => new(
        s.Id.Value, s.Owner.Value, s.Name, s.Slug, s.Country, s.LegalForm, s.Kind, s.Description, s.TaxExempt,
        s.AutoAccept, s.Status, s.StatusReason,
        s is { VacationFrom: { } from, VacationUntil: { } until } ? new VacationView(from, until) : null,
        s.AppliedAt, s.Version);
}
