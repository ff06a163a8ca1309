using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Why a cart refuses.</summary>
public static class CartErrors
{
    /// <summary>Quantities are 1 to 999.</summary>
    public static Error Quantity => Error.Invalid("quantity-out-of-range", $"A line holds 1 to {Cart.MaxQuantity} units.",
        new FieldError("/quantity", "quantity-out-of-range", $"Between 1 and {Cart.MaxQuantity}."));

    /// <summary>No room for another line.</summary>
    public static Error Full => Error.Conflict("cart-full", $"A cart holds at most {Cart.MaxLines} lines.");

    /// <summary>The offer is not in the cart.</summary>
    public static Error NotInCart => Error.NotFound("cart-line-not-found", "This offer is not in the cart.");
}
