using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person takes a product or shop off the list; what is not on it is off it already.</summary>
public sealed record DropFavourite(UserId User, FavouriteKind Kind, Guid Thing);

public sealed class DropFavouriteHandler(IFavourites lists) : IUseCase<DropFavourite, Unit>
{
    public async Task<Result<Unit>> Handle(DropFavourite request, CancellationToken ct)
    {
        if (await lists.Find(request.User, ct) is { } list) list.Drop(request.Kind, request.Thing);
        return Unit.Value;
    }
}

/// <summary>A person's favourites, newest first.</summary>
public sealed record ListFavourites(UserId User);

/// <summary>A favourite as its owner sees it.</summary>
/// <param name="Name">Its title or name; null when it cannot be bought at the moment.</param>
public sealed record FavouriteView(FavouriteKind Kind, Guid Id, string? Name, DateTimeOffset At);
