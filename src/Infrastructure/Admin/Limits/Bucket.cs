using Marketplace.Ports.Admin;
using Marketplace.Ports.Transport;

namespace Marketplace.Infrastructure.Admin;

/// <summary>
/// One caller's tokens of one policy on this host: its own when it counts alone, a few on lease when hosts count together.
/// </summary>
internal sealed class Bucket(LimitPolicy policy, long now, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _own = policy.Burst;
    private long _filledAt = now;
    private int _leased;
    private double _leftElsewhere;
    private long _leasedAt = now;
    private long _emptyUntil = now;

    /// <summary>How many tokens a lease is for: few enough that what is lost with a host does not count.</summary>
    public int LeaseSize { get; } = Math.Clamp(policy.Burst / 20, 1, 1000);

    /// <summary>Counts alone.</summary>
    public LimitAnswer TakeOwn()
    {
        lock (_gate)
        {
            var stamp = time.GetTimestamp();
            var filled = time.GetElapsedTime(_filledAt, stamp) / policy.PerCall;
            (_own, _filledAt) = (Math.Min(policy.Burst, _own + filled), stamp);
            if (_own < 1) return new(false, 0, policy.PerCall * (1 - _own));

            _own--;
            return new(true, (int)_own, policy.PerCall);
        }
    }

    /// <summary>Takes of the lease, or says that the shared bucket was empty a moment ago; null when it has to be asked.</summary>
    public LimitAnswer? TakeLeased()
    {
        lock (_gate)
        {
            var stamp = time.GetTimestamp();
            if (_emptyUntil > stamp) return new(false, 0, time.GetElapsedTime(stamp, _emptyUntil));
            if (_leased == 0 || time.GetElapsedTime(_leasedAt, stamp) > policy.Window) return null;

            _leased--;
            return new(true, (int)(_leased + _leftElsewhere), policy.PerCall);
        }
    }

    /// <summary>What the shared bucket gave; the first token is the caller's.</summary>
    public LimitAnswer Lease(BucketLevel level)
    {
        lock (_gate)
        {
            var stamp = time.GetTimestamp();
            if (level.Taken == 0)
            {
                // Rejected floods are turned away here until a token can have grown.
                var wait = policy.PerCall * Math.Max(0, 1 - level.Left);
                _emptyUntil = stamp + (long)(wait.TotalSeconds * time.TimestampFrequency);
                return new(false, 0, wait);
            }

            (_leased, _leftElsewhere, _leasedAt) = (_leased + level.Taken - 1, level.Left, stamp);

            // Were the memory to go away now, this host would count on from what was left.
            (_own, _filledAt) = (Math.Min(policy.Burst, level.Left), stamp);
            return new(true, (int)(_leased + level.Left), policy.PerCall);
        }
    }
}
