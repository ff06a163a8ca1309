using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Why an order refuses, beside moves that its machine does not list.</summary>
public static class OrderErrors
{
    /// <summary>Not there or somebody else's.</summary>
    public static Error NotFound => Error.NotFound("order-not-found", "There is no such order.");

    /// <summary>The part is not there or somebody else's.</summary>
    public static Error PartNotFound => Error.NotFound("seller-order-not-found", "There is no such seller order.");

    /// <summary>Before payment only the whole order can be called off.</summary>
    public static Error CancelWhole =>
        Error.Conflict("cancel-whole-order", "An order that is not paid yet is cancelled as a whole.");

    /// <summary>The seller was asked once already and sends the goods.</summary>
    public static Error CancellationRefused => Error.Conflict(
        "cancellation-refused", "The seller has refused to cancel; the goods may be refused or returned on arrival.");

    /// <summary>The buyer did not ask, or was answered.</summary>
    public static Error NoCancelRequest =>
        Error.Conflict("no-cancel-request", "No request to cancel this seller order is waiting for an answer.");

    /// <summary>The buyer was not asked for the goods, so there is nothing to settle.</summary>
    public static Error NotAsked =>
        Error.Conflict("receipt-not-asked", "The buyer was not asked for these goods.");

    /// <summary>There is no hold of that kind.</summary>
    public static Error NoHold => Error.Conflict("no-such-hold", "This seller order has no such hold.");

    /// <summary>A hold stops completion.</summary>
    public static Error OnHold(IReadOnlyList<Hold> holds) =>
        new(ErrorKind.Held, "on-hold", "A hold stops this seller order.")
        {
            Facts = new Dictionary<string, object?> { ["holds"] = holds.Select(h => h.Kind).Distinct().ToArray() },
        };

    /// <summary>A line or quantity that is not there.</summary>
    public static Error UnitsNotThere(int line) =>
        Error.Invalid("units-not-there", "These units are not part of the seller order.",
        new FieldError("/lines", "units-not-there", $"Line {line} does not have that many units."));

    /// <summary>The address is frozen once a parcel is labelled.</summary>
    public static Error AddressFrozen =>
        Error.Conflict("address-frozen", "A parcel is labelled already; the address cannot change.");

    /// <summary>Delivery to the new address is not offered for the agreed price.</summary>
    public static Error AddressCostsMore =>
        Error.Conflict("address-not-served", "The chosen delivery does not serve this address for the agreed price.");
}
