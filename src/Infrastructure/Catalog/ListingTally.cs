using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Npgsql;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>About how many products are listed in all and under each category, counted at most every half minute.</summary>
internal sealed class ListingTally(NpgsqlDataSource database) : IDisposable
{
    private const string Sql = """
        SELECT a.id, coalesce(sum(n.listed), 0)::bigint
        FROM catalog.categories a
        JOIN catalog.categories c ON c.path >= a.path AND c.path < a.path || '~'
        LEFT JOIN (SELECT category, count(*) AS listed FROM catalog.listings GROUP BY category) n ON n.category = c.id
        GROUP BY a.id
        UNION ALL SELECT NULL, count(*) FROM catalog.listings
        """;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _counting = new(1);
    private volatile Tally? _tally;

    /// <summary>The estimate for a category with everything below it, or for all.</summary>
    public async ValueTask<long> Of(CategoryId? category, CancellationToken ct)
    {
        var tally = _tally;
        if (tally is null || Environment.TickCount64 - tally.At > Fresh.TotalMilliseconds) tally = await Count(tally, ct);
        return category is { } id ? tally.ByCategory.GetValueOrDefault(id.Value) : tally.All;
    }

    public void Dispose() => _counting.Dispose();

    // One caller counts; others meanwhile take the old figure if there is one.
    private async Task<Tally> Count(Tally? old, CancellationToken ct)
    {
        if (old is not null && !await _counting.WaitAsync(0, ct)) return old;
        if (old is null) await _counting.WaitAsync(ct);
        try
        {
            if (_tally is { } fresh && fresh != old) return fresh;
            var (byCategory, all) = (new Dictionary<Guid, long>(), 0L);
            await using var command = database.CreateCommand(Sql);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                if (reader.IsDBNull(0)) all = reader.GetInt64(1);
                else byCategory[reader.GetGuid(0)] = reader.GetInt64(1);
            }

            return _tally = new Tally(byCategory, all, Environment.TickCount64);
        }
        finally
        {
            _counting.Release();
        }
    }

    private sealed record Tally(Dictionary<Guid, long> ByCategory, long All, long At);
}
