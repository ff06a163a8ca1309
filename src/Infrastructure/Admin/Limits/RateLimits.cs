using System.Collections.Concurrent;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Transport;

namespace Marketplace.Infrastructure.Admin;

/// <summary>
/// Token buckets by policy and caller: counted in the hosts' shared memory where there is one, else by each host alone.
/// </summary>
/// <remarks>Real time, whatever the market's clock says. Buckets nobody uses go with their generation, full again.</remarks>
internal sealed class RateLimits(Dictionary<string, LimitPolicy> policies, ISharedMemory? shared, TimeProvider time) : IRateLimits
{
    private const int Most = 50_000;

    private readonly Dictionary<string, BucketShape> _shapes = policies.Values.ToDictionary(
        p => p.Name, p => new BucketShape(p.Burst, p.PerCall * p.Burst), StringComparer.Ordinal);

    private ConcurrentDictionary<(string Policy, LimitKey Key), Bucket> _young = new();
    private ConcurrentDictionary<(string Policy, LimitKey Key), Bucket> _old = new();
    private int _made;

    public LimitPolicy Policy(string name) => policies[name];

    public ValueTask<LimitAnswer> Take(LimitPolicy policy, LimitKey key, CancellationToken ct)
    {
        var bucket = Find(policy, key);
        if (shared is null) return new(bucket.TakeOwn());
        return bucket.TakeLeased() is { } leased ? new(leased) : TakeShared(bucket, policy, key, ct);
    }

    private async ValueTask<LimitAnswer> TakeShared(Bucket bucket, LimitPolicy policy, LimitKey key, CancellationToken ct)
    {
        var name = $"limit:{policy.Name}:{key.Network}:{key.Who:N}:{key.Extra}";
        var level = await shared!.Take(name, _shapes[policy.Name], bucket.LeaseSize, ct);
        return level is { } given ? bucket.Lease(given) : bucket.TakeOwn();
    }

    private Bucket Find(LimitPolicy policy, LimitKey key)
    {
        var place = (policy.Name, key);
        var young = _young;
        if (young.TryGetValue(place, out var bucket)) return bucket;
        if (_old.TryGetValue(place, out bucket)) return young.GetOrAdd(place, bucket);

        bucket = young.GetOrAdd(place, static (_, made) => new Bucket(made.policy, made.now, made.time),
            (policy, now: time.GetTimestamp(), time));
        if (Interlocked.Increment(ref _made) % Most == 0) (_old, _young) = (young, new());
        return bucket;
    }
}
