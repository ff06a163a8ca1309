using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>
/// Remembers answers for moments, in bounded memory: what is not asked for again soon is dropped with its generation.
/// </summary>
/// <remarks>Ages are real time, whatever the market's clock says.</remarks>
public sealed class BriefCache<TKey, TValue>(TimeSpan lifetime, int capacity, TimeProvider time) where TKey : notnull
{
    private Generation _young = new();
    private Generation _old = new();

    /// <summary>True with a value that was put less than a lifetime ago.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if ((_young.Entries.TryGetValue(key, out var entry) || _old.Entries.TryGetValue(key, out entry))
            && time.GetElapsedTime(entry.Stamp) < lifetime)
        {
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Remembers a value from now on.</summary>
    public void Put(TKey key, TValue value)
    {
        var young = _young;
        young.Entries[key] = new(value, time.GetTimestamp());

        // Approximate on purpose: a racing turn of generations costs a lookup, never a wrong answer.
        if (Interlocked.Increment(ref young.Puts) == capacity) (_old, _young) = (young, new());
    }

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<TKey, Entry> Entries = new();
        public int Puts;
    }

    private readonly record struct Entry(TValue Value, long Stamp);
}
