using System.Text.Json.Serialization;
using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>The money of some units of one line, component by component (product §7.7).</summary>
/// <param name="BuyerPays">What the buyer pays.</param>
/// <param name="PlatformPromo">Discount the platform pays.</param>
/// <param name="Commission">The platform's commission.</param>
/// <param name="CommissionTax">Tax on the commission.</param>
/// <param name="Tax">Tax inside what the buyer pays.</param>
public sealed record LineAmounts(Money BuyerPays, Money PlatformPromo, Money Commission, Money CommissionTax, Money Tax)
{
    /// <summary>What the seller sells for; always the sum of what buyer and platform pay, so escrow can never be left with a rest.</summary>
    [JsonIgnore]
    public Money Gross => BuyerPays + PlatformPromo;

    /// <summary>What remains for the payee after commission and its tax.</summary>
    [JsonIgnore]
    public Money Earnings => Gross - Commission - CommissionTax;

    /// <summary>True when no component is left.</summary>
    [JsonIgnore]
    public bool IsNothing => BuyerPays.IsZero && PlatformPromo.IsZero && Commission.IsZero && CommissionTax.IsZero && Tax.IsZero;

    /// <summary>Nothing, in a currency.</summary>
    public static LineAmounts None(Currency currency)
    {
        var zero = Money.Zero(currency);
        return new(zero, zero, zero, zero, zero);
    }

    /// <summary>Adds component by component.</summary>
    public static LineAmounts operator +(LineAmounts a, LineAmounts b) => new(
        a.BuyerPays + b.BuyerPays, a.PlatformPromo + b.PlatformPromo, a.Commission + b.Commission, a.CommissionTax + b.CommissionTax,
        a.Tax + b.Tax);

    /// <summary>Subtracts component by component.</summary>
    public static LineAmounts operator -(LineAmounts a, LineAmounts b) => new(
        a.BuyerPays - b.BuyerPays, a.PlatformPromo - b.PlatformPromo, a.Commission - b.Commission, a.CommissionTax - b.CommissionTax,
        a.Tax - b.Tax);

    /// <summary>Adds up any number.</summary>
    public static LineAmounts Sum(IEnumerable<LineAmounts> amounts, Currency currency) => amounts.Aggregate(None(currency), (sum, a) => sum + a);

    /// <summary>What to give back so that, with what was given back before, a part of the whole is returned; never below zero.</summary>
    internal LineAmounts Up(LineAmounts before, long part, long whole) => new(
        Step(BuyerPays, before.BuyerPays, part, whole), Step(PlatformPromo, before.PlatformPromo, part, whole),
        Step(Commission, before.Commission, part, whole), Step(CommissionTax, before.CommissionTax, part, whole),
        Step(Tax, before.Tax, part, whole));

    private static Money Step(Money component, Money before, long part, long whole)
    {
        var due = component.Portion(part, whole) - before;
        return due.IsNegative ? Money.Zero(component.Currency) : due;
    }
}
