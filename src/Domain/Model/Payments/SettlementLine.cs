using System.Text.Json.Serialization;
using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Units of one line named in a refund.</summary>
/// <param name="Line">Line number; 0 is delivery.</param>
/// <param name="Quantity">Units, or 0 when only an amount is named.</param>
/// <param name="Amount">An amount of the line instead of units.</param>
public sealed record RefundedUnits(int Line, OfferId? Offer, int Quantity, Money? Amount = null);

/// <summary>One line of a seller order as money: frozen at placement, with what was given back since.</summary>
/// <param name="PlatformPaid">True when the platform, not the shop, earns the line (delivery under its own contracts).</param>
public sealed record SettlementLine(
    int Line, OfferId? Offer, int Quantity, LineAmounts Whole, bool PlatformPaid, int RefundedQuantity, LineAmounts Refunded)
{
    /// <summary>What was not given back.</summary>
    [JsonIgnore]
    public LineAmounts Left => Whole - Refunded;

    /// <summary>The line after giving units back, and what that is in money (product §7.7: cumulative, so the last unit brings exactly zero).</summary>
    public (SettlementLine After, LineAmounts Given) GiveUnits(int quantity)
    {
        var units = Math.Min(quantity, Quantity - RefundedQuantity);
        if (units <= 0) return (this, LineAmounts.None(Whole.BuyerPays.Currency));

        var given = Whole.Up(Refunded, RefundedQuantity + units, Quantity);
        return (this with { RefundedQuantity = RefundedQuantity + units, Refunded = Refunded + given }, given);
    }

    /// <summary>The line after giving an amount of the buyer's money back, every other component in proportion.</summary>
    public (SettlementLine After, LineAmounts Given) GiveAmount(Money amount)
    {
        var back = Money.Min(amount, Left.BuyerPays);
        if (back.Minor <= 0) return (this, LineAmounts.None(Whole.BuyerPays.Currency));

        var given = Whole.Up(Refunded, (Refunded.BuyerPays + back).Minor, Whole.BuyerPays.Minor);
        return (this with { Refunded = Refunded + given }, given);
    }
}
