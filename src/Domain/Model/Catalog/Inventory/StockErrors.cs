using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>Why stock says no.</summary>
public static class StockErrors
{
    /// <summary>Fewer units than asked for; names the short offers and what they still have.</summary>
    public static Error Insufficient(IReadOnlyList<Units> available) =>
        Error.Conflict("stock-insufficient", "Not enough units are left.") with
        {
            Fields = [.. available.Select(a => new FieldError(
                $"/lines/{a.Offer.Value}", "stock-insufficient", $"Only {a.Quantity} left."))],
            Facts = available.Count == 1
                ? new Dictionary<string, object?> { ["offer"] = available[0].Offer.Value, ["available"] = available[0].Quantity }
                : new Dictionary<string, object?>
                {
                    ["lines"] = available.Select(a => new Dictionary<string, object?>
                    {
                        ["offer"] = a.Offer.Value, ["available"] = a.Quantity,
                    }).ToArray(),
                },
        };

    /// <summary>The order holds other units.</summary>
    public static Error HoldDiffers => Error.Conflict("hold-differs", "The order holds other units.");

    /// <summary>Nothing to hold.</summary>
    public static Error NothingToHold => Error.Invalid("hold-empty", "A hold needs at least one unit of one offer.");
}
