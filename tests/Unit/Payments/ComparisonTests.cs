using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Payments;

public sealed class ComparisonTests
{
    private static readonly DateOnly Day = new(2026, 3, 4);
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Payment = Guid.NewGuid();

    [Fact]
    public void The_same_movement_on_both_sides_matches()
    {
        var result = Comparison.Of(Day, [Move(100, Noon)], [Move(100, Noon.AddSeconds(3))]);

        Assert.Equal((1, 0, 0), (result.Matched, result.Timing, result.Differences.Count));
    }

    [Fact]
    public void A_movement_near_midnight_matches_across_days_and_is_reported_by_neither_day_as_missing()
    {
        var (before, after) = (Noon.AddHours(11.99), Noon.AddHours(12.01));

        var first = Comparison.Of(Day, [Move(100, before)], [Move(100, after)]);
        var second = Comparison.Of(Day.AddDays(1), [Move(100, before)], [Move(100, after)]);

        Assert.Equal((1, 1, 0), (first.Matched, first.Timing, first.Differences.Count));
        Assert.Empty(second.Differences);
    }

    [Fact]
    public void Another_amount_is_a_difference_with_both_sides()
    {
        var found = Assert.Single(Comparison.Of(Day, [Move(99, Noon)], [Move(100, Noon)]).Differences);

        Assert.Equal(("amount", 100, 99), (found.Kind, found.Expected!.Value.Minor, found.Actual!.Value.Minor));
    }

    [Fact]
    public void A_movement_booked_twice_there_is_a_duplicate() =>
        Assert.Equal("duplicate", Assert.Single(Comparison.Of(Day, [Move(100, Noon), Move(100, Noon)], [Move(100, Noon)]).Differences).Kind);

    [Fact]
    public void What_only_one_side_has_is_missing_on_the_other()
    {
        Assert.Equal("missing-here", Assert.Single(Comparison.Of(Day, [Move(100, Noon)], []).Differences).Kind);
        Assert.Equal("missing-there", Assert.Single(Comparison.Of(Day, [], [Move(100, Noon)]).Differences).Kind);
    }

    [Fact]
    public void A_payout_and_its_return_are_two_movements()
    {
        BookMovement[] both = [Move(-100, Noon, "payout"), Move(100, Noon, "payout")];

        Assert.Equal(2, Comparison.Of(Day, both, both).Matched);
        Assert.Single(Comparison.Of(Day, both, both[..1]).Differences);
    }

    [Fact]
    public void Neighbouring_days_are_not_judged() =>
        Assert.Empty(Comparison.Of(Day, [Move(1, Noon.AddDays(-1))], [Move(2, Noon.AddDays(1), "refund")]).Differences);

    private static BookMovement Move(long minor, DateTimeOffset at, string kind = "capture") =>
        new(kind, Payment, "ref", new Money(minor, Currency.Rub), at);
}
