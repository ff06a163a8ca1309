using Marketplace.Kernel;

namespace Marketplace.Ports.Catalog;

/// <summary>Units of one offer.</summary>
public sealed record StockLine(OfferId Offer, int Quantity);

/// <summary>Published command of Catalog: holds stock for an order with its own commit, all lines or none.</summary>
public interface IStockHolds
{
    /// <summary>Holds the lines until the deadline; repeating the same order is harmless.</summary>
    /// <returns><c>stock-insufficient</c> (409) naming the short lines by pointer <c>/lines/{offer}</c> when any is short.</returns>
    Task<Result> Hold(OrderId order, IReadOnlyList<StockLine> lines, DateTimeOffset until, CancellationToken ct);
}
