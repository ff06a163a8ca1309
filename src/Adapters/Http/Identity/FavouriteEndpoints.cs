using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Products and shops the caller wants to find again.</summary>
public sealed class FavouriteEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/me/favourites").WithTags("Account");
        mine.MapGet("", List).Roles(EveryRole.Names).WithSummary("My favourites").Produces<Page<FavouriteView>>();
        mine.MapPut("/products/{id:guid}", KeepProduct).Roles(EveryRole.Names).WithSummary("Keep a product").Produces(204);
        mine.MapDelete("/products/{id:guid}", DropProduct).Roles(EveryRole.Names).WithSummary("Take a product off").Produces(204);
        mine.MapPut("/shops/{id:guid}", KeepShop).Roles(EveryRole.Names).WithSummary("Keep a shop").Produces(204);
        mine.MapDelete("/shops/{id:guid}", DropShop).Roles(EveryRole.Names).WithSummary("Take a shop off").Produces(204);
    }

    private static async Task<IResult> List(
        Caller caller, IQuery<ListFavourites, IReadOnlyList<FavouriteView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListFavourites(caller.User!.Value), ct), f => new Page<FavouriteView>(f, null));

    private static async Task<IResult> KeepProduct(Guid id, Caller caller, IUseCase<KeepFavourite, Unit> keep, CancellationToken ct) =>
        Answer.NoContent(await keep.Handle(new KeepFavourite(caller.User!.Value, FavouriteKind.Product, id), ct));

    private static async Task<IResult> DropProduct(Guid id, Caller caller, IUseCase<DropFavourite, Unit> drop, CancellationToken ct) =>
        Answer.NoContent(await drop.Handle(new DropFavourite(caller.User!.Value, FavouriteKind.Product, id), ct));

    private static async Task<IResult> KeepShop(Guid id, Caller caller, IUseCase<KeepFavourite, Unit> keep, CancellationToken ct) =>
        Answer.NoContent(await keep.Handle(new KeepFavourite(caller.User!.Value, FavouriteKind.Shop, id), ct));

    private static async Task<IResult> DropShop(Guid id, Caller caller, IUseCase<DropFavourite, Unit> drop, CancellationToken ct) =>
        Answer.NoContent(await drop.Handle(new DropFavourite(caller.User!.Value, FavouriteKind.Shop, id), ct));
}
