using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>The products and shops a person wants to find again, newest first.</summary>
public sealed class Favourites : Aggregate<UserId>
{
    /// <summary>More would be a catalogue.</summary>
    public const int Most = 500;

    private Favourites(UserId id) : base(id)
    {
    }

    [Personal]
    public IReadOnlyList<Favourite> Entries { get; private set; } = [];
    public uint Version { get; private set; }

    public static Favourites Of(UserId owner) => new(owner);

    /// <summary>Keeps one; what is kept already stays where it is.</summary>
    public Result Keep(FavouriteKind kind, Guid thing, DateTimeOffset at)
    {
        if (Entries.Any(e => e.Kind == kind && e.Thing == thing)) return Result.Ok;
        if (Entries.Count >= Most) return FavouriteErrors.Full;

        Entries = [new Favourite(kind, thing, at), .. Entries];
        return Result.Ok;
    }

    public void Drop(FavouriteKind kind, Guid thing) => Entries = [.. Entries.Where(e => e.Kind != kind || e.Thing != thing)];
}

/// <summary>One kept thing.</summary>
public sealed record Favourite(FavouriteKind Kind, Guid Thing, DateTimeOffset At);

/// <summary>What can be kept.</summary>
public enum FavouriteKind
{
    /// <summary>A product.</summary>
    Product,

    /// <summary>A shop.</summary>
    Shop,
}

/// <summary>Why a list of favourites refuses.</summary>
public static class FavouriteErrors
{
    /// <summary>There is no such product or shop.</summary>
    public static readonly Error NotFound = Error.NotFound("favourite-not-found", "There is no such product or shop.");

    /// <summary>The list is full.</summary>
    public static readonly Error Full = Error.Conflict("favourites-full", $"A list holds at most {Favourites.Most} favourites.");
}

/// <summary>The favourites of all accounts.</summary>
public interface IFavourites
{
    Task<Favourites?> Find(UserId owner, CancellationToken ct);
    void Add(Favourites favourites);
}
