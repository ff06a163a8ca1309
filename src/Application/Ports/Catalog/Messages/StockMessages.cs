using Marketplace.Kernel;

namespace Marketplace.Ports.Catalog.Messages;

/// <summary>The order is covered: take its held units out of stock. Answered by <see cref="StockCommitted"/> or <see cref="StockShort"/>.</summary>
/// <remarks>A hold that lapsed meanwhile is taken again if the units are still there.</remarks>
[Message("stock.commit")]
public sealed record CommitStock(OrderId Order) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The order will not be paid: give its held units back. Harmless when nothing is held.</summary>
[Message("stock.release")]
public sealed record ReleaseStock(OrderId Order) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The provider still says pending: keep the hold until the new deadline.</summary>
[Message("stock.extend")]
public sealed record ExtendHold(OrderId Order, DateTimeOffset Until) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Committed units come back (decline, cancellation, return); once per cause.</summary>
/// <param name="Cause">Id of the decline, cancellation or return; repeated causes do nothing.</param>
[Message("stock.return")]
public sealed record ReturnStock(OrderId Order, Guid Cause, IReadOnlyList<StockLineFate> Lines) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>What becomes of the units of one offer.</summary>
/// <param name="Fate"><c>RESTOCK</c>, <c>WRITE_OFF</c> or <c>SET_ZERO</c> (declined for shortage: what is left is not there either).</param>
public sealed record StockLineFate(OfferId Offer, int Quantity, string Fate);

/// <summary>Held units left the stock for good.</summary>
[Message("stock.committed")]
public sealed record StockCommitted(OrderId Order) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The hold was gone and could not be taken again.</summary>
[Message("stock.short")]
public sealed record StockShort(OrderId Order) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Units are held for an order.</summary>
[Message("stock.reserved"), ForOthers]
public sealed record StockReserved(OrderId Order, IReadOnlyList<StockLine> Lines, DateTimeOffset Until) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Held units are free again.</summary>
[Message("stock.released"), ForOthers]
public sealed record StockReleased(OrderId Order, string Cause) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>An offer's available units changed from old to new.</summary>
[Message("stock.changed"), ForOthers]
public sealed record StockChanged(OfferId Offer, ShopId Shop, int Old, int New) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Offer.Value;
}
