using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Why a checkout refuses.</summary>
public static class CheckoutErrors
{
    /// <summary>Not there or somebody else's: the same answer, so that ids cannot be probed.</summary>
    public static Error NotFound => Error.NotFound("checkout-not-found", "There is no such checkout.");

    /// <summary>Nothing to buy.</summary>
    public static Error Empty => Error.Conflict("checkout-empty", "There is nothing to buy.");

    /// <summary>An order has one currency.</summary>
    public static Error MixedCurrencies =>
        Error.Conflict("currencies-differ", "Offers of different currencies need separate orders.");

    /// <summary>It became an order.</summary>
    public static Error AlreadyPlaced =>
        Error.Conflict("checkout-placed", "This checkout became an order; open a new one.");

    /// <summary>The quote is too old.</summary>
    public static Error Expired => Error.Conflict("checkout-expired", "This quote has expired; quote again.");

    /// <summary>Nobody knows where to deliver.</summary>
    public static Error AddressMissing => Error.Invalid("address-required", "Say where the goods go.",
        new FieldError("/address", "required", "An address is needed."));

    /// <summary>The option is not offered for this seller's part.</summary>
    public static Error NoSuchOption => Error.Invalid("delivery-option-unknown", "This delivery option is not offered.",
        new FieldError("/delivery", "unknown", "Choose one of the offered options."));

    /// <summary>A shop does not deliver to the address.</summary>
    public static Error NoDelivery(ShopId shop) =>
        Error.Conflict("no-delivery", "A seller does not deliver to this address.") with
        {
            Facts = new Dictionary<string, object?> { ["shopId"] = shop.Value },
        };

    /// <summary>Offers that cannot be bought now, each with its reason.</summary>
    public static Error Unavailable(IEnumerable<FieldError> lines) =>
        new(ErrorKind.Conflict, "offer-unavailable", "Some offers cannot be bought now.", [.. lines]);

    /// <summary>Prices went up since the buyer saw them.</summary>
    public static Error PriceChanged(Money shown, Money now, IEnumerable<FieldError> lines) =>
        new(ErrorKind.Conflict, "price-changed", "Prices changed; look at the new quote.", [.. lines])
        {
            Facts = new Dictionary<string, object?>
            {
                ["shownAmount"] = shown.Minor, ["newAmount"] = now.Minor, ["currency"] = now.Currency.Code,
            },
        };
}
