using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>One movement with a provider, on either side: <paramref name="Amount"/> is positive when the provider holds more of ours.</summary>
public sealed record BookMovement(string Kind, Guid? OurId, string Reference, Money Amount, DateTimeOffset At);

/// <summary>Something that does not agree.</summary>
public sealed record Difference(string Kind, string Reference, Guid? OurId, Money? Expected, Money? Actual);

/// <summary>A day's two sides laid beside each other.</summary>
public sealed record Comparison(int Matched, int Timing, IReadOnlyList<Difference> Differences)
{
    /// <summary>
    /// Judges the movements of one day; both sides also bring the days around it, because a movement near midnight may be booked on
    /// different days.
    /// </summary>
    public static Comparison Of(DateOnly day, IReadOnlyList<BookMovement> theirs, IReadOnlyList<BookMovement> ours)
    {
        var (matched, timing, differences) = (0, 0, new List<Difference>());
        var waiting = ours.GroupBy(Key).ToDictionary(g => g.Key, g => g.OrderBy(o => o.At).ToList());
        var known = waiting.Keys.ToHashSet();
        foreach (var their in theirs.OrderBy(t => DayOf(t) == day ? 0 : 1).ThenBy(t => t.At))
        {
            var counts = DayOf(their) == day;
            if (Take(waiting, their) is not { } our)
            {
                var kind = known.Contains(Key(their)) ? "duplicate" : "missing-here";
                if (counts) differences.Add(new Difference(kind, their.Reference, their.OurId, null, their.Amount));
                continue;
            }

            if (!counts && DayOf(our) != day) continue;
            if (our.Amount != their.Amount)
            {
                if (counts) differences.Add(new Difference("amount", their.Reference, their.OurId, our.Amount, their.Amount));
                continue;
            }

            if (counts) matched++;
            if (counts && DayOf(our) != day) timing++;
        }

        differences.AddRange(waiting.Values.SelectMany(w => w).Where(o => DayOf(o) == day)
            .Select(o => new Difference("missing-there", o.Reference, o.OurId, o.Amount, null)));
        return new Comparison(matched, timing, differences);
    }

    // A movement of the same thing in the same direction; the nearest in time, so that a repeated one finds its own twin.
    private static BookMovement? Take(Dictionary<(string, Guid?, bool, string?), List<BookMovement>> waiting, BookMovement their)
    {
        if (!waiting.TryGetValue(Key(their), out var candidates) || candidates.Count == 0) return null;
        var nearest = candidates.MinBy(c => (c.At - their.At).Duration())!;
        candidates.Remove(nearest);
        return nearest;
    }

    private static (string, Guid?, bool, string?) Key(BookMovement m) =>
        (m.Kind, m.OurId, m.Amount.IsNegative, m.OurId is null ? m.Reference : null);

    private static DateOnly DayOf(BookMovement m) => DateOnly.FromDateTime(m.At.UtcDateTime);
}
