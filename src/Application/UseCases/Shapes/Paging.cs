namespace Marketplace.Application;

/// <summary>One page of a keyset-paged list; the cursor is opaque to clients.</summary>
/// <param name="NextCursor">Null on the last page.</param>
/// <param name="Total">A cheap estimate, or null when none is at hand.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, Total? Total = null);

/// <summary>How many there are in all, exactly or as an estimate.</summary>
public sealed record Total(long Value, bool Exact);

/// <summary>What every list request carries.</summary>
/// <param name="Limit">1–100 (1–1000 for keys), default 20.</param>
public sealed record PageRequest(int Limit, string? Cursor);
