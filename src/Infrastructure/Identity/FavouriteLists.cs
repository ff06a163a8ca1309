using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Identity;

internal sealed class FavouritesMapping : IEntityTypeConfiguration<Favourites>
{
    public void Configure(EntityTypeBuilder<Favourites> builder)
    {
        builder.ToTable("favourites", "identity");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Entries).HasJson();
        builder.HasVersion();
    }
}

internal sealed class FavouriteLists(MarketplaceDb db) : IFavourites
{
    public Task<Favourites?> Find(UserId owner, CancellationToken ct) => db.Set<Favourites>().FirstOrDefaultAsync(f => f.Id == owner, ct);

    public void Add(Favourites favourites) => db.Add(favourites);
}

internal sealed class ListFavouritesHandler(MarketplaceDb db, IListedProducts products)
    : IQuery<ListFavourites, IReadOnlyList<FavouriteView>>
{
    public async Task<Result<IReadOnlyList<FavouriteView>>> Handle(ListFavourites request, CancellationToken ct)
    {
        var list = await db.Set<Favourites>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == request.User, ct);
        if (list is null || list.Entries.Count == 0) return Array.Empty<FavouriteView>();

        var shops = await products.ShopNames([.. Of(list, FavouriteKind.Shop).Select(id => new ShopId(id))], ct);
        var listed = await products.For([.. Of(list, FavouriteKind.Product).Select(id => new ProductId(id))], ct);
        var names = shops.ToDictionary(s => s.Key.Value, s => s.Value);
        foreach (var product in listed.Products) names[product.Product.Value] = product.Title;
        return list.Entries.Select(e => new FavouriteView(e.Kind, e.Thing, names.GetValueOrDefault(e.Thing), e.At)).ToArray();
    }

    private static IEnumerable<Guid> Of(Favourites list, FavouriteKind kind) => list.Entries.Where(e => e.Kind == kind).Select(e => e.Thing);
}
