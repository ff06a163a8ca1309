using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Identity;

/// <summary>A person wants to find a product or shop again.</summary>
public sealed record KeepFavourite(UserId User, FavouriteKind Kind, Guid Thing);

public sealed class KeepFavouriteHandler(IFavourites lists, IListedProducts products, ISellerStanding sellers, TimeProvider clock)
    : IUseCase<KeepFavourite, Unit>
{
    public async Task<Result<Unit>> Handle(KeepFavourite request, CancellationToken ct)
    {
        if (!await Exists(request, ct)) return FavouriteErrors.NotFound;

        var list = await lists.Find(request.User, ct);
        if (list is null) lists.Add(list = Favourites.Of(request.User));
        var kept = list.Keep(request.Kind, request.Thing, clock.GetUtcNow());
        return kept.Failed(out var refusal) ? refusal : Unit.Value;
    }

    private async Task<bool> Exists(KeepFavourite request, CancellationToken ct) => request.Kind == FavouriteKind.Product
        ? (await products.For([new ProductId(request.Thing)], ct)).Products.Count > 0
        : (await sellers.For([new ShopId(request.Thing)], ct)).Count > 0;
}
