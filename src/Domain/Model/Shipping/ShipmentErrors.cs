using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>Refusals of parcels.</summary>
public static class ShipmentErrors
{
    /// <summary>The label names the old address.</summary>
    public static readonly Error LabelBought = Error.Conflict(
        "label-bought", "The carrier's label names the old address: cancel the parcel and pack it again.");

    /// <summary>The parcel has no label yet.</summary>
    public static readonly Error ChangeOrderInstead = Error.Conflict(
        "change-order-address", "The parcel has no label yet: change the order's address.");

    /// <summary>The way of delivery does not reach the new address.</summary>
    public static readonly Error NotServed = Error.Conflict("delivery-not-served", "The chosen delivery does not go to that address.");

    /// <summary>Every unit has its parcel.</summary>
    public static readonly Error NothingLeft = Error.Conflict("nothing-left", "Every unit of this seller order is packed.");

    /// <summary>Goods without a destination need no parcel.</summary>
    public static readonly Error NoDestination = Error.Conflict("no-destination", "This seller order is not delivered to an address.");

    /// <summary>Somebody else's carrier says when this parcel is delivered.</summary>
    public static readonly Error NotOwnDelivery = Error.Conflict("not-own-delivery", "Only parcels of own delivery are confirmed by the seller.");

    /// <summary>The carrier is told by its courier.</summary>
    public static readonly Error CourierScans = Error.Conflict(
        "courier-scans", "The courier takes this parcel over by its pickup code.");

    /// <summary>The parcel is paid otherwise.</summary>
    public static readonly Error NoCash = Error.Conflict("no-cash-due", "Nothing is to be paid for this parcel at the door.");

    /// <summary>Taken or waived before.</summary>
    public static readonly Error CashSettled = Error.Conflict("cash-settled", "This parcel was paid or waived before.");

    /// <summary>A moment after packing the amount is there.</summary>
    public static readonly Error CashUnknown = Error.Conflict("cash-not-known-yet", "The amount is not known yet: ask again in a moment.");

    /// <summary>The buyer has paid.</summary>
    public static readonly Error PaidAtDoor = Error.Conflict("cash-collected", "The buyer has paid at the door: hand the parcel over.");

    /// <summary>Nobody takes money at the door for this carrier.</summary>
    public static readonly Error CannotCollect = Error.Invalid(
        "carrier-cannot-collect", "The buyer pays at the door, and this carrier does not take money.",
        new FieldError("/carrier", "cannot-collect", "Use own delivery or the market's couriers."));

    /// <summary>Only what is due is taken, not more and not less.</summary>
    public static Error WrongCash(Money due) => Error.Invalid(
        "cash-amount-differs", "The buyer owes another amount.", new FieldError("/amount", "amount-differs", $"Exactly {due}.")) with
    {
        Facts = new Dictionary<string, object?> { ["due"] = due },
    };

    /// <summary>Nothing is delivered before it is paid.</summary>
    public static Error CashNotCollected(Money? due) => Error.Conflict(
        "cash-not-collected", "The buyer pays at the door: take the money first.") with
    {
        Facts = new Dictionary<string, object?> { ["due"] = due },
    };

    /// <summary>Unknown, or somebody else's.</summary>
    public static Error NotFound(ShipmentId id) => Error.NotFound("shipment-not-found", $"There is no shipment {id}.");

    /// <summary>Unknown, or somebody else's.</summary>
    public static Error OrderNotFound(SellerOrderId id) =>
        Error.NotFound("seller-order-not-found", $"There is no seller order {id}.");

    /// <summary>The seller order is not to be packed (any more).</summary>
    public static Error NotShippable(string state) =>
        Error.Conflict("seller-order-not-shippable", $"A seller order in state {state} is not shipped.") with
        {
            Facts = new Dictionary<string, object?>
            {
                ["state"] = state,
                ["allowed"] = new[] { "PROCESSING", "READY", "SHIPPED" }
            },
        };

    /// <summary>More units than are left to ship.</summary>
    public static Error OverShipped(int index, int line, int left) => Error.Conflict(
        "over-shipped", $"Line {line} has {left} units left to ship.") with
    {
        Fields = [new FieldError($"/lines/{index}/quantity", "over-shipped", $"At most {left}.")],
        Facts = new Dictionary<string, object?> { ["line"] = line, ["available"] = left },
    };

    /// <summary>The line is not in the seller order.</summary>
    public static Error UnknownLine(int index, int line) => Error.Invalid(
        "unknown-line", "The seller order has no such line.",
        new FieldError($"/lines/{index}/line", "unknown-line", $"There is no line {line}."));

    /// <summary>Another address would cost another price.</summary>
    public static Error PriceDiffers(Money before, Money after) => Error.Conflict(
        "delivery-price-differs", "Delivery to that address costs another price: cancel and order again.") with
    {
        Facts = new Dictionary<string, object?> { ["before"] = before, ["after"] = after },
    };

    /// <summary>The code does not match; so many tries are left.</summary>
    public static Error WrongCode(int triesLeft) => Error.Invalid(
        "code-wrong", "The code does not match.", new FieldError("/code", "code-wrong", $"{triesLeft} tries left.")) with
    {
        Facts = new Dictionary<string, object?> { ["triesLeft"] = triesLeft },
    };

    /// <summary>Too many wrong entries.</summary>
    public static readonly Error CodeLocked = new(
        ErrorKind.Held, "code-locked", "Too many wrong codes: the dispatcher must help.");
}
