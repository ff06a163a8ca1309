using Marketplace.Kernel;

namespace Marketplace.Ports.Admin;

/// <summary>A market's settings that other contexts need; copied onto orders when they are placed.</summary>
/// <param name="TaxIncluded">Prices include tax (default in the CIS).</param>
/// <param name="TaxRates">Rate by tax class; delivery has class <c>delivery</c>.</param>
/// <param name="CommissionTax">Tax on the platform's commission.</param>
/// <param name="Sandbox">True in markets with simulated providers and a movable clock.</param>
public sealed record MarketTerms(
    string Code, Currency Currency, string Country, string TimeZone, bool TaxIncluded, IReadOnlyDictionary<string, Rate> TaxRates,
    Rate CommissionTax, bool Sandbox, MarketTimers Timers, MarketMoney Money)
{
    /// <summary>Whether buyers may pay at the door.</summary>
    public MarketCash Cash { get; init; } = new(false, new Dictionary<string, long>());

    /// <summary>When the market wants a second person.</summary>
    public MarketApprovals Approvals { get; init; } = MarketApprovals.Usual;
}

/// <summary>Paying at the door (product §4.1).</summary>
/// <param name="Enabled">The market's switch.</param>
/// <param name="Limits">Biggest order in minor units by currency code; a currency that is not named has no limit.</param>
public sealed record MarketCash(bool Enabled, IReadOnlyDictionary<string, long> Limits)
{
    /// <summary>The biggest order of a currency; null when there is no limit.</summary>
    public Money? Limit(Currency currency) => Limits.TryGetValue(currency.Code, out var minor) ? new Money(minor, currency) : null;
}

/// <summary>Timers of product §4; settings per market.</summary>
public sealed record MarketTimers(
    TimeSpan PayWithin, TimeSpan AcceptWithin, TimeSpan AcceptFoodWithin, TimeSpan ShipGrace, TimeSpan ConfirmWithin,
    TimeSpan CarrierSilence, TimeSpan LateMoney, TimeSpan ReturnApproval, TimeSpan ReturnShipment, TimeSpan ReturnInspection,
    TimeSpan PickupStorage, TimeSpan CancelAnswer);

/// <summary>Money settings of product §7 and §4.7.</summary>
/// <param name="Reserve">Share of each release kept back from new or risky shops.</param>
/// <param name="ReserveDays">Days until the reserve returns by itself.</param>
/// <param name="PayoutMinimum">Smallest payout.</param>
/// <param name="PayoutAutoLimit">Payouts up to this are approved without a person.</param>
/// <param name="NegativeLimit">How far a shop's balance may go below zero before the platform pays.</param>
public sealed record MarketMoney(Rate Reserve, int ReserveDays, Money PayoutMinimum, Money PayoutAutoLimit, Money NegativeLimit);

/// <summary>Published query of Admin: the terms of the host's market.</summary>
public interface IMarketTerms
{
    /// <summary>The market's terms now.</summary>
    MarketTerms Current { get; }
}
