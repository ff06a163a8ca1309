using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>
/// What one buyer means to buy: offers and quantities, no promises; prices are looked up when it is shown.
/// </summary>
public sealed class Cart : Aggregate<CartId>
{
    /// <summary>Most lines a cart holds.</summary>
    public const int MaxLines = 100;

    /// <summary>Most units of one line.</summary>
    public const int MaxQuantity = 999;

    private Cart(CartId id, DateTimeOffset updatedAt) : base(id) => UpdatedAt = updatedAt;

    /// <summary>Lines in the order in which they were added.</summary>
    public IReadOnlyList<CartLine> Lines { get; private set; } = [];

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version for conditional requests.</summary>
    public uint Version { get; private set; }

    /// <summary>The account or visitor the cart belongs to; everybody has one, so it shares the owner's id.</summary>
    public UserId Owner => new(Id.Value);

    /// <summary>An empty cart.</summary>
    public static Cart For(UserId owner, DateTimeOffset at) => new(IdOf(owner), at);

    /// <summary>The id of an owner's cart.</summary>
    public static CartId IdOf(UserId owner) => new(owner.Value);

    /// <summary>Puts more units of an offer into the cart.</summary>
    public Result Add(OfferId offer, int quantity, DateTimeOffset at)
    {
        if (quantity is < 1 or > MaxQuantity) return CartErrors.Quantity;
        var there = Lines.FirstOrDefault(l => l.Offer == offer);
        if (there is not null) return Change(offer, there.Quantity + quantity, at);
        if (Lines.Count == MaxLines) return CartErrors.Full;

        Lines = [.. Lines, new CartLine(offer, quantity, at)];
        UpdatedAt = at;
        return Result.Ok;
    }

    /// <summary>Sets the units of an offer that is in the cart.</summary>
    public Result Change(OfferId offer, int quantity, DateTimeOffset at)
    {
        if (quantity is < 1 or > MaxQuantity) return CartErrors.Quantity;
        if (Lines.All(l => l.Offer != offer)) return CartErrors.NotInCart;

        Lines = [.. Lines.Select(l => l.Offer == offer ? l with { Quantity = quantity } : l)];
        UpdatedAt = at;
        return Result.Ok;
    }

    /// <summary>Takes offers out; those that are not there are ignored.</summary>
    public void Remove(IReadOnlyCollection<OfferId> offers, DateTimeOffset at)
    {
        if (!Lines.Any(l => offers.Contains(l.Offer))) return;
        Lines = [.. Lines.Where(l => !offers.Contains(l.Offer))];
        UpdatedAt = at;
    }

    /// <summary>
    /// Takes over a visitor's lines at sign-in: the larger quantity wins, what does not fit stays behind.
    /// </summary>
    public void Merge(Cart visitor, DateTimeOffset at)
    {
        var mine = Lines.ToDictionary(l => l.Offer);
        var taken = visitor.Lines.Where(l => !mine.ContainsKey(l.Offer)).Take(MaxLines - Lines.Count);
        var theirs = visitor.Lines.ToDictionary(l => l.Offer, l => l.Quantity);

        Lines = [.. Lines.Select(l => l with { Quantity = Math.Max(l.Quantity, theirs.GetValueOrDefault(l.Offer)) }),
            .. taken];
        UpdatedAt = at;
    }
}

/// <summary>Units of one offer in a cart.</summary>
public sealed record CartLine(OfferId Offer, int Quantity, DateTimeOffset AddedAt);
