using System.Collections.Concurrent;
using Marketplace.Domain.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Search;

/// <summary>Counts texts per day, in memory first and in the table every few seconds. It knows no caller, address or order of texts.</summary>
internal sealed partial class QueryLog(NpgsqlDataSource database, TimeProvider clock, ILogger<QueryLog> log) : BackgroundService
{
    private const int Room = 20_000;
    private const int LongestText = 80;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private ConcurrentDictionary<(DateOnly Day, string Text, string Language), (long Asked, long Empty)> _counts = new();

    /// <summary>Notes a text; what may name a person (addresses, long numbers) is not noted.</summary>
    public void Note(ReadQuery read, bool empty)
    {
        var text = string.Join(' ', Tokens.WordsOf(read.Typed, QueryReader.MostWords));
        if (text.Length is 0 or > LongestText || read.Typed.Contains('@', StringComparison.Ordinal)) return;
        if (text.Count(char.IsDigit) >= 7 || _counts.Count >= Room) return;
        var key = (DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), text, read.Language);
        var one = empty ? 1L : 0;
        _counts.AddOrUpdate(key, (1, one), (_, n) => (n.Asked + 1, n.Empty + one));
    }

    /// <summary>Writes what was counted.</summary>
    public async Task Flush(CancellationToken ct)
    {
        if (_counts.IsEmpty) return;
        var counts = Interlocked.Exchange(ref _counts, new()).OrderBy(c => c.Key.Text, StringComparer.Ordinal).ToArray();
        await using var command = database.CreateCommand("""
            INSERT INTO search.queries AS q (day, text, language, asked, empty)
            SELECT * FROM unnest($1::date[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
            ON CONFLICT (day, text, language) DO UPDATE SET asked = q.asked + excluded.asked, empty = q.empty + excluded.empty
            """);
        command.Parameters.Add(new() { Value = counts.Select(c => c.Key.Day).ToArray() });
        command.Parameters.Add(new() { Value = counts.Select(c => c.Key.Text).ToArray() });
        command.Parameters.Add(new() { Value = counts.Select(c => c.Key.Language).ToArray() });
        command.Parameters.Add(new() { Value = counts.Select(c => c.Value.Asked).ToArray() });
        command.Parameters.Add(new() { Value = counts.Select(c => c.Value.Empty).ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await Flush(CancellationToken.None);
            }
            catch (NpgsqlException e)
            {
                // Counts of two seconds are lost, which nobody is paid by.
                NotWritten(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The query log could not be written")]
    private static partial void NotWritten(ILogger log, Exception e);
}
