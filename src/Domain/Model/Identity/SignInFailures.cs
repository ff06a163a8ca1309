namespace Marketplace.Domain.Identity;

/// <summary>How many wrong attempts there were under one key: a sign-in name, an address or a network.</summary>
/// <param name="Failures">Since the last success or lock.</param>
/// <param name="Locks">Locks so far; each is longer than the one before.</param>
/// <param name="LockedNow">True for the attempt that caused a lock.</param>
public sealed record SignInFailures(int Failures, int Locks, DateTimeOffset? LockedUntil, bool LockedNow = false)
{
    /// <summary>Nobody failed under this key.</summary>
    public static readonly SignInFailures None = new(0, 0, null);

    public bool IsLocked(DateTimeOffset at) => LockedUntil > at;

    /// <summary>True when the next attempt has to come with a captcha, where one is configured (S7).</summary>
    public bool IsSuspicious(int after) => Failures >= after || Locks > 0;
}

/// <summary>When wrong attempts lead to a lock.</summary>
/// <param name="Failures">Wrong attempts that lock.</param>
/// <param name="LockFor">The first lock; it doubles with each further one, up to a day.</param>
public sealed record LockRule(int Failures, TimeSpan LockFor);

/// <summary>
/// Wrong attempts of the last day, counted at once and for good: a refused request does not take its count back.
/// </summary>
public interface ISignInFailures
{
    /// <summary>What is known of the given keys, in their order.</summary>
    Task<IReadOnlyList<SignInFailures>> Of(IReadOnlyList<string> keys, DateTimeOffset at, CancellationToken ct);

    /// <summary>Counts one more; while a key is locked nothing changes.</summary>
    Task<SignInFailures> Count(string key, LockRule rule, DateTimeOffset at, CancellationToken ct);

    /// <summary>Forgets a key after a success.</summary>
    Task Forget(string key, CancellationToken ct);

    /// <summary>Forgets what nobody failed under since a moment.</summary>
    Task ForgetAll(DateTimeOffset lastBefore, CancellationToken ct);
}
