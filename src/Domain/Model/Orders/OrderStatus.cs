namespace Marketplace.Domain.Orders;

/// <summary>
/// What the buyer is told of the whole order (product §4.2); the order of these values is the order of progress.
/// </summary>
public enum OrderStatus
{
    /// <summary>A checkout is open; never stored on an order.</summary>
    Draft,

    /// <summary>Placed: prices frozen, stock held, awaiting payment.</summary>
    Confirmed,

    /// <summary>Covered; no seller has accepted yet.</summary>
    Paid,

    /// <summary>A live part is accepted.</summary>
    Processing,

    /// <summary>Every live part is on its way.</summary>
    Shipped,

    /// <summary>Every live part arrived.</summary>
    Delivered,

    /// <summary>Every live part is completed.</summary>
    Completed,

    /// <summary>Every part is cancelled.</summary>
    Cancelled,

    /// <summary>Every part that was not cancelled came back.</summary>
    Returned,
}

/// <summary>Derives the order's status from its parts.</summary>
public static class OrderProgress
{
    /// <summary>The machine's name in histories.</summary>
    public const string Machine = "order";

    /// <summary>What the parts alone say.</summary>
    public static OrderStatus Derive(IReadOnlyCollection<SellerOrderState> parts)
    {
        if (parts.All(p => p == SellerOrderState.Cancelled)) return OrderStatus.Cancelled;
        var live = parts.Where(p => p is not (SellerOrderState.Cancelled or SellerOrderState.Returned)).ToList();
        if (live.Count == 0) return OrderStatus.Returned;
        if (live.TrueForAll(p => p == SellerOrderState.Completed)) return OrderStatus.Completed;
        if (live.TrueForAll(p => p >= SellerOrderState.Delivered)) return OrderStatus.Delivered;
        if (live.TrueForAll(p => p >= SellerOrderState.Shipped)) return OrderStatus.Shipped;
        if (live.Exists(p => p >= SellerOrderState.Processing)) return OrderStatus.Processing;
        return live.Exists(p => p == SellerOrderState.New) ? OrderStatus.Paid : OrderStatus.Confirmed;
    }

    /// <summary>The further of two statuses: an order never goes back, only cancelled and returned override.</summary>
    public static OrderStatus Further(OrderStatus before, OrderStatus derived) => derived > before ? derived : before;

    /// <summary>The canonical word: <c>confirmed</c>.</summary>
    public static string Text(OrderStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>
    /// The synonym shown as <c>statusCode</c>: confirmed is <c>CREATED</c>, the others their own word in capitals.
    /// </summary>
    public static string Code(OrderStatus status) =>
        status == OrderStatus.Confirmed ? "CREATED" : status.ToString().ToUpperInvariant();
}
