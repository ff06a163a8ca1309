using Npgsql;

namespace Marketplace.Adapters.Search.Postgres;

/// <summary>The tables: per generation one of products and one of words, and which generation is live.</summary>
internal sealed class IndexTables(NpgsqlDataSource database)
{
    private const string Create = """
        SELECT pg_advisory_xact_lock(7310577340551);
        CREATE SCHEMA IF NOT EXISTS search_index;
        CREATE SEQUENCE IF NOT EXISTS search_index.changes;
        CREATE TABLE IF NOT EXISTS search_index.generations (number int PRIMARY KEY, state text NOT NULL);
        """;

    private const string Known = "SELECT number, state FROM search_index.generations WHERE state IN ('live', 'filling') ORDER BY number";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _creating = new(1);
    private volatile Seen? _seen;

    /// <summary>The generation queries are answered from.</summary>
    public async ValueTask<int> Live(CancellationToken ct)
    {
        var seen = _seen;
        if (seen is not null && Environment.TickCount64 - seen.At < Fresh.TotalMilliseconds) return seen.Live;
        if (seen is null) await Prepare(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        var live = (await Generations(connection, ct)).First(g => g.State == "live").Number;
        _seen = new Seen(live, Environment.TickCount64);
        return live;
    }

    /// <summary>Forgets which generation was live.</summary>
    public void Forget()
    {
        if (_seen is { } seen) _seen = seen with { At = long.MinValue / 2 };
    }

    /// <summary>The live generation and the one being filled, if any.</summary>
    public static async Task<IReadOnlyList<(int Number, string State)>> Generations(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Known, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var known = new List<(int, string)>();
        while (await reader.ReadAsync(ct)) known.Add((reader.GetInt32(0), reader.GetString(1)));
        return known;
    }

    /// <summary>Makes what is missing.</summary>
    public async Task Prepare(CancellationToken ct)
    {
        if (_seen is not null) return;
        await _creating.WaitAsync(ct);
        try
        {
            if (_seen is not null) return;
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await Execute(connection, Create, ct);
            if ((await Generations(connection, ct)).All(g => g.State != "live")) await Add(connection, 1, "live", ct);
            await transaction.CommitAsync(ct);
        }
        finally
        {
            _creating.Release();
        }
    }

    /// <summary>An empty generation to be filled; what an earlier attempt left is dropped.</summary>
    public async Task<int> Begin(CancellationToken ct)
    {
        await Prepare(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, Create, ct);
        await using var last = new NpgsqlCommand("SELECT max(number) FROM search_index.generations", connection);
        var number = (int)(await last.ExecuteScalarAsync(ct))! + 1;
        await using var stale = new NpgsqlCommand("DELETE FROM search_index.generations WHERE state <> 'live' RETURNING number", connection);
        var dropped = new List<int>();
        await using (var reader = await stale.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct)) dropped.Add(reader.GetInt32(0));
        foreach (var old in dropped)
            await Execute(connection, $"DROP TABLE IF EXISTS search_index.entries_{old}, search_index.words_{old}", ct);
        await Add(connection, number, "filling", ct);
        await transaction.CommitAsync(ct);
        return number;
    }

    /// <summary>The filled generation becomes the live one; the old one stays until the next beginning, for queries under way.</summary>
    public async Task<bool> Switch(int generation, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if ((await Generations(connection, ct)).All(g => g != (generation, "filling"))) return false;
        await Execute(connection, $"ANALYZE search_index.entries_{generation}", ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, Create, ct);
        await using var swap = new NpgsqlCommand(
            """
            UPDATE search_index.generations SET state = CASE WHEN number = $1 THEN 'live' ELSE 'old' END
            WHERE (number = $1 OR state = 'live') AND EXISTS (
                SELECT 1 FROM search_index.generations WHERE number = $1 AND state = 'filling')
            """,
            connection)
        { Parameters = { new() { Value = generation } } };
        var done = await swap.ExecuteNonQueryAsync(ct) > 0;
        await transaction.CommitAsync(ct);
        Forget();
        return done;
    }

    private static async Task Add(NpgsqlConnection connection, int number, string state, CancellationToken ct) =>
        await Execute(connection, $"""
            CREATE TABLE search_index.entries_{number} (
                product uuid PRIMARY KEY, stamp bigint NOT NULL, gone boolean NOT NULL, terms tsvector NOT NULL, length int NOT NULL,
                category uuid NOT NULL, shop uuid NOT NULL, price bigint NOT NULL, in_stock boolean NOT NULL, sold int NOT NULL,
                listed_at timestamptz NOT NULL, fingerprint bigint NOT NULL) WITH (fillfactor = 85);
            CREATE INDEX ON search_index.entries_{number} USING gin (terms);
            CREATE TABLE search_index.words_{number} (
                word text COLLATE "C" PRIMARY KEY, documents int NOT NULL, changed bigint NOT NULL) WITH (fillfactor = 85);
            CREATE INDEX ON search_index.words_{number} (changed);
            INSERT INTO search_index.generations VALUES ({number}, '{state}');
            """, ct);

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Seen(int Live, long At);
}
