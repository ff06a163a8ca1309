using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Which units of a part the buyer may still send back.</summary>
public static class ReturnWindow
{
    /// <summary>The wanted units with their offers, or why they may not come back.</summary>
    public static Result<IReadOnlyList<OfferUnits>> Choose(
        SellerOrder part, IReadOnlyList<Return> open, IReadOnlyList<Units> wanted, DateTimeOffset at)
    {
        if (part.State is not (SellerOrderState.Delivered or SellerOrderState.Completed)
            || part.DeliveredAt is not { } delivered)
            return ReturnErrors.NotDelivered;

        var elsewhere = open.SelectMany(r => r.Lines).ToLookup(u => u.Line, u => u.Quantity);
        var chosen = new List<OfferUnits>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var (number, quantity) = wanted[i];
            if (part.Goods.FirstOrDefault(l => l.Number == number) is not { } line)
                return OrderErrors.UnitsNotThere(number);

            var left = line.Live - line.Returned - elsewhere[number].Sum();
            if (quantity > left) return ReturnErrors.TooMany(i, number, Math.Max(0, left));
            if (delivered.AddDays(line.ReturnDays) is var until && at > until)
                return ReturnErrors.WindowClosed(number, until);
            chosen.Add(new OfferUnits(number, line.Offer, quantity));
        }

        return chosen;
    }
}
