using Marketplace.Domain.Orders;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Orders;

/// <summary>Reads the market's waiting times the way orders count them.</summary>
internal static class Waiting
{
    public static OrderTimers Times(this IMarketTerms market)
    {
        var timers = market.Current.Timers;
        return new OrderTimers(
            timers.AcceptWithin, timers.AcceptFoodWithin, timers.ShipGrace, timers.ConfirmWithin, timers.CarrierSilence,
            timers.LateMoney, timers.CancelAnswer);
    }
}
