using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>What became of an attempt to hold units.</summary>
public abstract record HoldOutcome
{
    private HoldOutcome() { }

    /// <summary>Every line is held.</summary>
    public sealed record Held : HoldOutcome;

    /// <summary>Nothing is held: these offers have fewer units than asked for.</summary>
    public sealed record Short(IReadOnlyList<Units> Available) : HoldOutcome;

    /// <summary>Nothing was tried: the order has a reservation.</summary>
    public sealed record Known : HoldOutcome;
}

/// <summary>What becomes of units that come back.</summary>
public enum ReturnFate
{
    /// <summary>They can be sold again.</summary>
    Restock,

    /// <summary>They cannot.</summary>
    WriteOff,

    /// <summary>They were never there, nor is anything else that is not held.</summary>
    SetZero,
}

/// <summary>A seller's count of one offer, named by id or by the shop's code.</summary>
public sealed record Count(OfferId? Offer, string? Sku, int OnHand);

/// <summary>How a count went.</summary>
/// <param name="Offer">Null when the shop has no such offer.</param>
/// <param name="Before">Available units before.</param>
/// <param name="After">Available units after.</param>
/// <param name="Reserved">Held units; a count below them is not accepted.</param>
public sealed record Counted(OfferId? Offer, ShopId Shop, int Before, int After, int Reserved, bool Accepted);

/// <summary>The counters of stock: every change is one statement that keeps 0 ≤ reserved ≤ on hand or does nothing.</summary>
/// <remarks>Rows are locked in offer order. Every change of units on hand writes its movement in the same statement.</remarks>
public interface IStockItems
{
    /// <summary>Begins counting an offer, with a first movement when there are units.</summary>
    void Open(StockItem item, DateTimeOffset at);

    /// <summary>Holds all lines or none, unless the order has a reservation already.</summary>
    Task<HoldOutcome> Hold(OrderId order, IReadOnlyList<Units> lines, CancellationToken ct);

    /// <summary>Holds all lines of an ended reservation again, or none.</summary>
    Task<HoldOutcome> HoldAgain(IReadOnlyList<Units> lines, CancellationToken ct);

    /// <summary>Gives held units back.</summary>
    Task Free(IReadOnlyList<Units> lines, CancellationToken ct);

    /// <summary>Takes held units out for good.</summary>
    Task TakeOut(OrderId order, IReadOnlyList<Units> lines, DateTimeOffset at, CancellationToken ct);

    /// <summary>Books units that came back; answers the available units before and after.</summary>
    Task<IReadOnlyList<Counted>> PutBack(
        Guid cause, IReadOnlyList<Units> lines, ReturnFate fate, DateTimeOffset at, CancellationToken ct);

    /// <summary>Sets units on hand to what the shop counted; answers in the order asked.</summary>
    Task<IReadOnlyList<Counted>> Set(ShopId shop, IReadOnlyList<Count> counts, Guid cause, DateTimeOffset at, CancellationToken ct);
}
