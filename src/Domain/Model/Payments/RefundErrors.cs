using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Why a refund says no.</summary>
public static class RefundErrors
{
    /// <summary>Unknown, or somebody else's.</summary>
    public static Error NotFound { get; } = Error.NotFound("refund-not-found", "There is no such refund.");

    /// <summary>The seller order is unknown, not paid, or somebody else's.</summary>
    public static Error OrderNotFound { get; } = Error.NotFound("order-not-found", "There is no such paid order.");

    /// <summary>Above the limit the one who asked may not be the one who approves.</summary>
    public static Error SecondPerson { get; } =
        Error.Forbidden("second-person-required", "Another person has to approve a refund of this size.");

    /// <summary>Above what this role may approve.</summary>
    public static Error AboveLimit { get; } = Error.Forbidden("refund-above-limit", "A refund of this size is approved by finance.");

    /// <summary>Names the lines of which more is asked back than is left; null when all fit.</summary>
    public static Error? TooMuch(Settlement settlement, IReadOnlyList<RefundedUnits> units)
    {
        var left = settlement.Lines.ToDictionary(l => l.Line);
        var fields = units
            .Select((u, i) => (u, i, Line: left.GetValueOrDefault(u.Line)))
            .Where(x => x.Line is null
                || x.u.Quantity > x.Line.Quantity - x.Line.RefundedQuantity
                || (x.u.Amount is { } a && (a.Currency != settlement.Currency || a > x.Line.Left.BuyerPays)))
            .Select(x => new FieldError($"/lines/{x.i}", "more-than-left", $"Line {x.u.Line} has less left to give back."))
            .ToArray();
        return fields.Length == 0 ? null : Error.Invalid("refund-more-than-left", "More is asked back than is left.", fields);
    }
}
