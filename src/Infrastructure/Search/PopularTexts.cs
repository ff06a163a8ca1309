using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Marketplace.Infrastructure.Search;

/// <summary>Texts that several people typed and that found something, to be suggested.</summary>
internal sealed class PopularTexts(NpgsqlDataSource database, IConfiguration settings)
{
    private const string Sql = """
        SELECT text, sum(asked - empty)::bigint FROM search.queries
        WHERE day >= current_date - 30
        GROUP BY text HAVING sum(asked - empty) >= $1 ORDER BY 2 DESC LIMIT 5000
        """;

    private readonly int _least = settings.GetValue("Search:SuggestTextsFrom", 3);
    private readonly TimeSpan _fresh = TimeSpan.FromSeconds(settings.GetValue("Search:SuggestTextsSeconds", 60.0));
    private volatile Known? _known;

    /// <summary>The most typed texts that begin with this one.</summary>
    public async ValueTask<IReadOnlyList<string>> Beginning(string text, int limit, CancellationToken ct)
    {
        var known = _known;
        if (known is null || Environment.TickCount64 - known.At >= _fresh.TotalMilliseconds) _known = known = await Load(ct);
        return [.. known.Texts.Where(t => t.StartsWith(text, StringComparison.Ordinal)).Take(limit)];
    }

    private async Task<Known> Load(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = (long)_least });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(ct)) texts.Add(reader.GetString(0));
        return new Known(texts, Environment.TickCount64);
    }

    private sealed record Known(List<string> Texts, long At);
}
