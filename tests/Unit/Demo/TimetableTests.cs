using Marketplace.Demo.Olist;
using Xunit;

namespace Marketplace.Tests.Unit.Demo;

public sealed class TimetableTests
{
    private static readonly DateTime Start = new(2018, 1, 1);

    [Fact]
    public void Recorded_days_are_kept()
    {
        var (timetable, orders) = Make(seed: 1);

        var plan = timetable.Of(orders[3]);

        Assert.Equal((3, 3 + 2, 3 + 2 + 9), (plan.Bought, plan.HandedOver, plan.Delivered));
    }

    [Fact]
    public void Drawn_days_follow_each_other_and_depend_on_nothing_but_seed_and_order()
    {
        var (timetable, orders) = Make(seed: 1);
        var (again, _) = Make(seed: 1);
        var (other, _) = Make(seed: 2);
        OrderPlan[] plans = [.. orders.Select(timetable.Of)];

        Assert.All(plans, p => Assert.True(0 <= p.Bought && p.Bought <= p.HandedOver && p.HandedOver <= p.Delivered));
        Assert.Equal(plans, orders.Reverse().Select(again.Of).Reverse());
        Assert.NotEqual(plans, orders.Select(other.Of));
    }

    [Fact]
    public void A_small_share_ends_otherwise_and_recorded_cancellations_are_called_off()
    {
        var (timetable, orders) = Make(seed: 1);

        var endings = orders.Select(timetable.Of).Where(p => p.Order.Id != "order-00004")
            .CountBy(p => p.Ending).ToDictionary();

        Assert.Equal(Ending.CalledOff, timetable.Of(orders[4]).Ending);
        Assert.InRange(endings[Ending.CalledOff], 20, 60);
        Assert.InRange(endings[Ending.GivenUp], 20, 60);
        Assert.InRange(endings[Ending.Returned], 50, 110);
        Assert.InRange(endings[Ending.Confirmed] + endings[Ending.Released], 3700, 3900);
        Assert.DoesNotContain(Ending.PartlyReturned, endings.Keys);
    }

    // 4000 orders of one unit; the first ten have headers, one of them cancelled, one whose times run backwards.
    private static (Timetable Timetable, IReadOnlyList<OlistOrder> Orders) Make(int seed)
    {
        var orders = OlistOrder.From(Enumerable.Range(0, 4000)
            .Select(n => new ItemRow($"order-{n:00000}", "p", "s", Start.AddDays(6 + n % 300), 100, 10)));
        var headers = Enumerable.Range(0, 10).Select(n => new HeaderRow(
            $"order-{n:00000}", "c", n == 4 ? "canceled" : "delivered", Start.AddDays(n),
            Start.AddDays(n == 5 ? -1 : n + 2), Start.AddDays(n + 11)));
        var last = new HeaderRow("last", "c", "created", Start.AddDays(400), null, null);
        var nowhere = new Dictionary<string, PlaceRow>();
        var files = new OlistFiles(
            [], headers.Append(last).ToDictionary(h => h.Order), new Dictionary<string, ProductRow>(), nowhere, nowhere,
            new Dictionary<string, string>());
        return (new Timetable(files, orders, seed), orders);
    }
}
