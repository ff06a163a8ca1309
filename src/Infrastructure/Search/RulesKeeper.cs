using System.Text.Json;
using Marketplace.Domain.Search;
using Marketplace.Infrastructure.Persistence;
using Npgsql;

namespace Marketplace.Infrastructure.Search;

/// <summary>The operator's rules, a few seconds old at most, and the reader made of them and the words.</summary>
internal sealed class RulesKeeper(NpgsqlDataSource database, LexiconKeeper words)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private volatile Kept? _kept;
    private volatile Reading? _reading;

    /// <summary>The rules.</summary>
    public async ValueTask<SearchRules> Rules(CancellationToken ct)
    {
        var kept = _kept;
        if (kept is not null && Environment.TickCount64 - kept.At < Fresh.TotalMilliseconds) return kept.Rules;
        await using var command = database.CreateCommand("SELECT rules, xmin::text FROM search.settings WHERE id = 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (rules, version) = (SearchRules.Start, "");
        if (await reader.ReadAsync(ct))
        {
            version = reader.GetString(1);
            rules = kept?.Version == version ? kept.Rules : JsonSerializer.Deserialize<SearchRules>(reader.GetString(0), Conventions.Json)!;
        }

        if (kept?.Version == version) rules = kept.Rules;
        _kept = new Kept(rules, version, Environment.TickCount64);
        return rules;
    }

    /// <summary>A reader with today's words and rules.</summary>
    public async ValueTask<(QueryReader Reader, Lexicon Lexicon)> Reader(SearchRules rules, CancellationToken ct)
    {
        var lexicon = await words.Current(ct);
        var reading = _reading;
        if (reading is null || reading.Lexicon != lexicon || reading.Rules != rules)
            _reading = reading = new Reading(lexicon, rules, new QueryReader(lexicon, rules.Synonyms, rules.StopWords));
        return (reading.Reader, lexicon);
    }

    private sealed record Kept(SearchRules Rules, string Version, long At);

    private sealed record Reading(Lexicon Lexicon, SearchRules Rules, QueryReader Reader);
}
