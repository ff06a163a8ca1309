using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Whether a checkout may be paid at the door: the market offers it, every chosen delivery can take money, and the sum is not too big.</summary>
/// <param name="Offered">The market's switch.</param>
/// <param name="Limit">The market's biggest order in this currency; null when there is none.</param>
public sealed record CashTerms(bool Offered, Money? Limit)
{
    private const string Field = "/payment/provider";

    /// <summary>Allows the checkout, or names the rule that does not.</summary>
    public Result Allow(Checkout checkout, PayWith payment)
    {
        if (!Offered) return Refusal("cash-not-offered", "Paying at the door is not offered here.");
        if (payment.Method != PayWith.OnDelivery) return Error.Invalid(
            "payment-method-unknown", "This payment method is not offered.",
            new FieldError("/payment/method", "unknown", $"Only {PayWith.OnDelivery}."));
        if (Limit is { } limit && checkout.Total > limit)
            return Refusal("cash-above-limit", $"Paying at the door is offered up to {limit}.") with
            {
                Facts = new Dictionary<string, object?> { ["limit"] = limit, ["total"] = checkout.Total },
            };

        var without = checkout.Parts.Where(p => p.Delivery is not { CashOnDelivery: true }).ToList();
        return without.Count == 0 ? Result.Ok : new Error(
            ErrorKind.Invalid, "cash-not-deliverable", "A chosen delivery takes no money at the door.",
            [.. without.Select(p => new FieldError(Field, "delivery-cannot-collect", $"{p.ShopName} delivers this way only when it is paid."))])
        {
            Facts = new Dictionary<string, object?> { ["shopIds"] = without.Select(p => p.Shop.Value).ToArray() },
        };
    }

    private static Error Refusal(string rule, string message) => Error.Invalid(rule, message, new FieldError(Field, rule, message));
}
