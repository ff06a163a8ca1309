using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Catalog;

internal sealed class ListSellerProductsHandler(MarketplaceDb db) : IQuery<ListSellerProducts, Page<SellerProductView>>
{
    public async Task<Result<Page<SellerProductView>>> Handle(ListSellerProducts request, CancellationToken ct)
    {
        if (!IdCursor.TryRead(request.Page.Cursor, out var before)) return ListingCursor.Unreadable;

        var (shop, last) = (request.Shop, new ProductId(before));
        var own = db.Set<Product>().AsNoTracking().Where(p => p.Shop == shop
            && EF.Functions.LessThan(ValueTuple.Create(p.Shop, p.Id), ValueTuple.Create(shop, last)));
        if (request.States.Count > 0) own = own.Where(p => request.States.Contains(p.State));
        var rows = await own.OrderByDescending(p => p.Id).Take(request.Page.Limit + 1).ToListAsync(ct);
        return IdCursor.Page(rows.ConvertAll(SellerViews.Of), request.Page.Limit, v => v.Id.Value);
    }
}

internal sealed class GetSellerProductHandler(MarketplaceDb db) : IQuery<GetSellerProduct, SellerProductView>
{
    public async Task<Result<SellerProductView>> Handle(GetSellerProduct request, CancellationToken ct)
    {
        var product = await db.Set<Product>().AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == request.Product && p.Shop == request.Shop, ct);
        return product is null ? ProductErrors.NotFound : SellerViews.Of(product);
    }
}

internal sealed class ListSellerOffersHandler(MarketplaceDb db) : IQuery<ListSellerOffers, Page<SellerOfferView>>
{
    public async Task<Result<Page<SellerOfferView>>> Handle(ListSellerOffers request, CancellationToken ct)
    {
        if (!IdCursor.TryRead(request.Page.Cursor, out var before)) return ListingCursor.Unreadable;

        var own = SellerViews.Offers(db, request.Shop, before);
        if (request.Product is { } product) own = own.Where(o => o.Product == product);
        if (request.Sku is { } sku) own = own.Where(o => o.Sku == sku);
        var rows = await SellerViews.With(db, own.OrderByDescending(o => o.Id).Take(request.Page.Limit + 1)).ToListAsync(ct);
        return IdCursor.Page(rows.ConvertAll(r => SellerViews.Of(r.Offer, r.Title, r.Stock)), request.Page.Limit, v => v.Id.Value);
    }
}

internal sealed class GetSellerOfferHandler(MarketplaceDb db) : IQuery<GetSellerOffer, SellerOfferView>
{
    public async Task<Result<SellerOfferView>> Handle(GetSellerOffer request, CancellationToken ct)
    {
        var own = db.Set<Offer>().AsNoTracking().Where(o => o.Id == request.Offer && o.Shop == request.Shop);
        return await SellerViews.With(db, own).FirstOrDefaultAsync(ct) is { } row
            ? SellerViews.Of(row.Offer, row.Title, row.Stock)
            : OfferErrors.NotFound;
    }
}

internal sealed class ListSellerStockHandler(MarketplaceDb db) : IQuery<ListSellerStock, Page<StockView>>
{
    public async Task<Result<Page<StockView>>> Handle(ListSellerStock request, CancellationToken ct)
    {
        if (!IdCursor.TryRead(request.Page.Cursor, out var before)) return ListingCursor.Unreadable;

        var own = SellerViews.Offers(db, request.Shop, before);
        if (request.Sku is { } sku) own = own.Where(o => o.Sku == sku);
        var rows = await SellerViews.With(db, own.OrderByDescending(o => o.Id).Take(request.Page.Limit + 1)).ToListAsync(ct);
        var views = rows.ConvertAll(r => new StockView(
            r.Offer.Id, r.Offer.Product, r.Offer.Sku, r.Title, r.Stock.Warehouse, r.Stock.OnHand, r.Stock.Reserved,
            r.Stock.OnHand - r.Stock.Reserved, r.Stock.Sold));
        return IdCursor.Page(views, request.Page.Limit, v => v.OfferId.Value);
    }
}

/// <summary>An offer with what its seller sees beside it.</summary>
internal sealed record OfferRow(Offer Offer, string Title, StockItem Stock);

internal static class SellerViews
{
    public static IQueryable<Offer> Offers(MarketplaceDb db, ShopId shop, Guid before)
    {
        var last = new OfferId(before);
        return db.Set<Offer>().AsNoTracking().Where(o => o.Shop == shop
            && EF.Functions.LessThan(ValueTuple.Create(o.Shop, o.Id), ValueTuple.Create(shop, last)));
    }

    public static IQueryable<OfferRow> With(MarketplaceDb db, IQueryable<Offer> offers) =>
        from o in offers
        join p in db.Set<Product>().AsNoTracking().IgnoreAutoIncludes() on o.Product equals p.Id
        join s in db.Set<StockItem>().AsNoTracking() on o.Id equals s.Id
        orderby o.Id descending
        select new OfferRow(o, p.Title, s);

    public static SellerProductView Of(Product p) => new(
        p.Id, p.Category, EnumText<ProductState>.Write(p.State), p.Revision, p.Title, p.Description, p.Attributes, p.Translations, p.Tags,
        p.Images, [.. p.Variants.OrderBy(v => v.Position).Select(v => new VariantView(v.Id, v.Attributes, v.Gtin))], p.Refusals,
        p.CreatedAt, p.UpdatedAt, p.PublishedAt)
    { Version = p.Version };

    public static SellerOfferView Of(Offer o, string title, StockItem s) => new(
        o.Id, o.Product, o.Variant, title, o.Sku, o.Price, o.Terms.CompareAt, o.Terms.Size, o.TaxClass, o.HandlingDays, o.ReturnDays,
        o.Active, s.OnHand, s.Reserved, s.OnHand - s.Reserved, o.CreatedAt, o.UpdatedAt)
    { Version = o.Version };
}

/// <summary>Pages by id, newest first.</summary>
internal static class IdCursor
{
    public static bool TryRead(string? cursor, out Guid before)
    {
        before = Guid.AllBitsSet;
        return cursor is null || (Cursor.TryDecode(cursor, 1, out var parts) && Guid.TryParse(parts[0], out before));
    }

    public static Page<T> Page<T>(List<T> rows, int limit, Func<T, Guid> id) => rows.Count > limit
        ? new Page<T>(rows[..limit], Cursor.Encode(id(rows[limit - 1]).ToString("N")))
        : new Page<T>(rows, null, null);
}
