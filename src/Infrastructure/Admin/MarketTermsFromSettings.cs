using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Infrastructure.Admin;

/// <summary>The market of this host from the <c>Market</c> section of its settings; every value has the product's default.</summary>
public sealed class MarketTermsFromSettings(IConfiguration settings) : IMarketTerms
{
    /// <inheritdoc/>
    public MarketTerms Current { get; } = Read(settings.GetSection("Market"));

    private static MarketTerms Read(IConfigurationSection market)
    {
        var currency = Currency.Of(market["Currency"] ?? "RUB");
        var rates = market.GetSection("TaxRates").GetChildren().ToDictionary(c => c.Key, c => Rate.BasisPoints(int.Parse(c.Value!, null)));
        foreach (var (name, points) in new[] { ("standard", 2200), ("reduced", 1000), ("zero", 0), ("delivery", 2200) })
            rates.TryAdd(name, Rate.BasisPoints(points));

        return new MarketTerms(
            market["Code"] ?? "ru", currency, market["Country"] ?? "RU", market["TimeZone"] ?? "Europe/Moscow",
            market.GetValue("TaxIncluded", true), rates, Rate.BasisPoints(market.GetValue("CommissionTax", 2200)),
            market.GetValue("Sandbox", false), Timers(market.GetSection("Timers")), Amounts(market.GetSection("Money"), currency))
        {
            Cash = Cash(market.GetSection("CashOnDelivery")),
            Approvals = Approvals(market.GetSection("Approvals"), market.GetValue("Sandbox", false)),
        };
    }

    private static MarketCash Cash(IConfigurationSection cash) => new(
        cash.GetValue("Enabled", false),
        cash.GetSection("Limits").GetChildren().ToDictionary(c => c.Key.ToUpperInvariant(), c => long.Parse(c.Value!, null)));

    private static MarketTimers Timers(IConfigurationSection timers) => new(
        PayWithin: Minutes(timers, "PayWithin", 30),
        AcceptWithin: Minutes(timers, "AcceptWithin", 24 * 60),
        AcceptFoodWithin: Minutes(timers, "AcceptFoodWithin", 5),
        ShipGrace: Minutes(timers, "ShipGrace", 72 * 60),
        ConfirmWithin: Minutes(timers, "ConfirmWithin", 48 * 60),
        CarrierSilence: Minutes(timers, "CarrierSilence", 14 * 24 * 60),
        LateMoney: Minutes(timers, "LateMoney", 24 * 60),
        ReturnApproval: Minutes(timers, "ReturnApproval", 48 * 60),
        ReturnShipment: Minutes(timers, "ReturnShipment", 10 * 24 * 60),
        ReturnInspection: Minutes(timers, "ReturnInspection", 72 * 60),
        PickupStorage: Minutes(timers, "PickupStorage", 7 * 24 * 60),
        CancelAnswer: Minutes(timers, "CancelAnswer", 24 * 60));

    private static MarketApprovals Approvals(IConfigurationSection approvals, bool sandbox) => new(
        approvals.GetValue("FourEyes", !sandbox),
        approvals.GetValue("OneAdministrator", false),
        Minutes(approvals, "Within", (int)MarketApprovals.Usual.Within.TotalMinutes),
        approvals.GetValue("PayoutLimit", MarketApprovals.Usual.PayoutLimit));

    private static MarketMoney Amounts(IConfigurationSection money, Currency currency) => new(
        Reserve: Rate.BasisPoints(money.GetValue("Reserve", 1000)),
        ReserveDays: money.GetValue("ReserveDays", 30),
        PayoutMinimum: new Money(money.GetValue("PayoutMinimum", 100L), currency),
        PayoutAutoLimit: new Money(money.GetValue("PayoutAutoLimit", 100_000_000L), currency),
        NegativeLimit: new Money(money.GetValue("NegativeLimit", 10_000_000L), currency));

    private static TimeSpan Minutes(IConfigurationSection timers, string name, int minutes) =>
        TimeSpan.FromMinutes(timers.GetValue(name, minutes));
}
