namespace Marketplace.Domain.Orders;

/// <summary>How far a return is (product §4.5).</summary>
public enum ReturnState
{
    /// <summary>The seller decides.</summary>
    Requested,

    /// <summary>The buyer sends the goods.</summary>
    AwaitingShipment,

    /// <summary>The goods are on their way back.</summary>
    InTransit,

    /// <summary>The seller inspects the goods.</summary>
    Received,

    /// <summary>The money goes back.</summary>
    RefundDue,

    /// <summary>The money went back.</summary>
    Closed,

    /// <summary>The seller said no.</summary>
    Rejected,

    /// <summary>The buyer keeps the goods after all.</summary>
    Cancelled,

    /// <summary>The goods were not sent in time.</summary>
    Expired,

    /// <summary>The seller contests the goods' condition.</summary>
    Disputed,
}

/// <summary>Why goods come back; it decides who pays for delivery (product §7.6).</summary>
public enum ReturnReason
{
    /// <summary>The buyer does not want them any more.</summary>
    ChangeOfMind,

    /// <summary>They do not work.</summary>
    Defect,

    /// <summary>They were damaged on arrival.</summary>
    Damaged,

    /// <summary>Other goods came.</summary>
    WrongItem,

    /// <summary>The card promised something else.</summary>
    NotAsDescribed,

    /// <summary>They came too late.</summary>
    Late,
}

/// <summary>Who pays for delivery, and what becomes of goods nobody looked at.</summary>
public static class ReturnPolicy
{
    /// <summary>True when the return is the seller's doing, so that both deliveries are the seller's cost.</summary>
    public static bool SellerPays(ReturnReason reason) => reason != ReturnReason.ChangeOfMind;

    /// <summary>True when the original delivery is paid back: the seller's doing, and nothing of the part stays with the
    /// buyer.</summary>
    /// <remarks>While other goods of the same delivery are kept, the delivery was of use and stays paid.</remarks>
    public static bool RefundsDelivery(ReturnReason reason, SellerOrder part, IReadOnlyList<Units> accepted)
    {
        if (!SellerPays(reason) || !part.Lines.Any(l => l.IsDelivery && l.Live > 0)) return false;
        var back = accepted.ToLookup(u => u.Line, u => u.Quantity);
        return part.Goods.All(l => l.Returned + back[l.Number].Sum() >= l.Live);
    }

    /// <summary>What becomes of units the seller did not inspect in time: whole goods back on the shelf, faulty ones
    /// not.</summary>
    public static StockFate Uninspected(ReturnReason reason) =>
        reason is ReturnReason.ChangeOfMind or ReturnReason.Late ? StockFate.Restock : StockFate.WriteOff;
}
