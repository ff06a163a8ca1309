namespace Marketplace.Ports.Admin;

/// <summary>A named limit: so many calls in so long, refilled evenly; the bucket may hold more than the quota of one window.</summary>
public sealed record LimitPolicy(string Name, int Quota, TimeSpan Window, int Burst)
{
    /// <summary>The policy as an answer's <c>RateLimit-Policy</c> header says it.</summary>
    public string Header { get; } = FormattableString.Invariant($"\"{Name}\";q={Quota};w={(int)Window.TotalSeconds}")
        + (Burst == Quota ? "" : FormattableString.Invariant($";burst={Burst}"));

    /// <summary>How long one more call takes to become possible.</summary>
    public TimeSpan PerCall { get; } = Window / Quota;
}

/// <summary>Whose calls are counted: a network address, and the account or key when there is one.</summary>
public readonly record struct LimitKey(string Network, Guid Who, string Extra = "");

/// <summary>Whether a call may go on.</summary>
/// <param name="Left">Calls left now.</param>
/// <param name="NextIn">When the next call becomes possible, if none is left; else when the bucket has one more.</param>
public readonly record struct LimitAnswer(bool Allowed, int Left, TimeSpan NextIn);

/// <summary>Counts calls against named limits, across hosts where they share memory.</summary>
public interface IRateLimits
{
    /// <summary>The policy of a name, with the market's settings applied; throws for a name nobody defined.</summary>
    LimitPolicy Policy(string name);

    /// <summary>Counts one call.</summary>
    ValueTask<LimitAnswer> Take(LimitPolicy policy, LimitKey key, CancellationToken ct);
}
