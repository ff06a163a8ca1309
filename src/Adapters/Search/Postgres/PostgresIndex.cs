using System.Data;
using Marketplace.Kernel;
using Marketplace.Ports.Search;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Adapters.Search.Postgres;

/// <summary>Looks words up in a GIN index and weighs what it finds, all in one statement per query.</summary>
internal sealed class PostgresIndex(NpgsqlDataSource database, PostgresOptions options) : ISearchIndex
{
    private readonly IndexTables _tables = new(database);

    public async Task<IndexAnswer> Search(IndexQuery query, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.QueryMilliseconds);
        try
        {
            var statement = new SearchStatement(query, await _tables.Live(limit.Token), options.MostMatches);
            await using var connection = await database.OpenConnectionAsync(limit.Token);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, limit.Token);
            await using var batch = statement.Batch(connection);
            IndexAnswer answer;
            await using (var reader = await batch.ExecuteReaderAsync(limit.Token)) answer = await statement.Read(reader, limit.Token);
            await transaction.CommitAsync(limit.Token);
            return answer;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new IndexAwayException($"The query took longer than {options.QueryMilliseconds} ms.");
        }
        catch (NpgsqlException e)
        {
            throw new IndexAwayException("The index could not be read.", e);
        }
    }

    public async Task Write(IndexBatch batch, CancellationToken ct)
    {
        if (batch.Documents.Count + batch.Removed.Count == 0) return;
        await _tables.Prepare(ct);
        var rows = new WriteRows(batch);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        // Writers take turns: counts of words stay exact and nobody waits for anybody in a circle.
        await using (var turn = new NpgsqlCommand(WriteRows.Turn, connection)) await turn.ExecuteNonQueryAsync(ct);
        foreach (var (generation, _) in await IndexTables.Generations(connection, ct))
        {
            await using var command = rows.Command(connection, generation);
            await command.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    public async Task<Vocabulary> Words(VocabularyMark? after, CancellationToken ct)
    {
        var live = await _tables.Live(ct);
        var whole = after is null || after.Generation != live;
        await using var command = database.CreateCommand(
            $"SELECT word, documents, changed FROM search_index.words_{live} WHERE {(whole ? "documents > 0" : "changed > $1")}");
        if (!whole) command.Parameters.Add(new() { Value = after!.Position });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (words, documents, position) = (new List<KeyValuePair<string, int>>(), -1L, whole ? 0 : after!.Position);
        while (await reader.ReadAsync(ct))
        {
            var (word, count) = (reader.GetString(0), reader.GetInt32(1));
            position = Math.Max(position, reader.GetInt64(2));
            if (word == WriteRows.EveryProduct) documents = count;
            else words.Add(new(word, count));
        }

        return new Vocabulary(new VocabularyMark(live, position), whole, documents, words);
    }

    public async Task<IReadOnlyList<IndexedProduct>> Contents(ProductId? after, int limit, CancellationToken ct)
    {
        var live = await _tables.Live(ct);
        await using var command = database.CreateCommand(
            $"SELECT product, fingerprint FROM search_index.entries_{live} WHERE product > $1 AND NOT gone ORDER BY product LIMIT $2");
        command.Parameters.Add(new() { Value = after?.Value ?? Guid.Empty });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<IndexedProduct>();
        while (await reader.ReadAsync(ct)) found.Add(new IndexedProduct(new(reader.GetGuid(0)), reader.GetInt64(1)));
        return found;
    }

    public Task<int> BeginGeneration(CancellationToken ct) => _tables.Begin(ct);

    public async Task<bool> Switch(int generation, CancellationToken ct)
    {
        await _tables.Prepare(ct);
        return await _tables.Switch(generation, ct);
    }

    /// <summary>A batch as columns.</summary>
    private sealed class WriteRows(IndexBatch batch)
    {
        public const string Turn = "SELECT pg_advisory_xact_lock(7310577340552)";

        /// <summary>Stands for "a product" in the table of words; no word is empty.</summary>
        public const string EveryProduct = "";

        private readonly NpgsqlParameter[] _values = Values(batch);

        public NpgsqlCommand Command(NpgsqlConnection connection, int generation)
        {
            var command = new NpgsqlCommand(Sql(generation), connection);
            foreach (var value in _values) command.Parameters.Add(value.Clone());
            return command;
        }

        private static NpgsqlParameter[] Values(IndexBatch batch)
        {
            // The last one of a product counts, and rows are always locked in the same order.
            var documents = batch.Documents.GroupBy(d => d.Product.Value).Select(g => g.Last()).OrderBy(d => d.Product.Value).ToArray();
            return
            [
                new() { Value = batch.Stamp },
                new() { Value = documents.Select(d => d.Product.Value).ToArray() },
                new() { Value = documents.Select(d => Lexemes.Vector(d.Words)).ToArray() },
                new() { Value = documents.Select(d => d.Words.Count(w => w is { Zone: 0, Word: not ['=', ..] })).ToArray() },
                new() { Value = documents.Select(d => d.Category.Value).ToArray() },
                new() { Value = documents.Select(d => d.Shop.Value).ToArray() },
                new() { Value = documents.Select(d => d.Price).ToArray() },
                new() { Value = documents.Select(d => d.InStock).ToArray() },
                new() { Value = documents.Select(d => d.Sold).ToArray() },
                new() { Value = documents.Select(d => d.ListedAt.ToUniversalTime()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new() { Value = documents.Select(d => d.Fingerprint).ToArray() },
                new() { Value = batch.Removed.Select(r => r.Value).Except(documents.Select(d => d.Product.Value)).ToArray() },
            ];
        }

        // What the words' counts lose and gain is read off the rows before and after; a price alone changes no word.
        private static string Sql(int generation) => $"""
            WITH incoming AS MATERIALIZED (
                SELECT i.product, false AS gone, i.terms::tsvector AS terms, i.length, i.category, i.shop, i.price, i.in_stock, i.sold, i.listed_at,
                    i.fingerprint
                FROM unnest($2::uuid[], $3::text[], $4::int[], $5::uuid[], $6::uuid[], $7::bigint[], $8::boolean[], $9::int[],
                    $10::timestamptz[], $11::bigint[])
                    AS i (product, terms, length, category, shop, price, in_stock, sold, listed_at, fingerprint)
                UNION ALL
                SELECT g.product, true, ''::tsvector, 0, g.product, g.product, 0, false, 0, timestamptz 'epoch', 0
                FROM unnest($12::uuid[]) AS g (product)),
            before AS MATERIALIZED (
                SELECT e.product, e.terms, e.gone FROM search_index.entries_{generation} e JOIN incoming i USING (product) WHERE e.stamp < $1),
            put AS (
                INSERT INTO search_index.entries_{generation} AS e (
                    product, stamp, gone, terms, length, category, shop, price, in_stock, sold, listed_at, fingerprint)
                SELECT product, $1, gone, terms, length, category, shop, price, in_stock, sold, listed_at, fingerprint FROM incoming
                ON CONFLICT (product) DO UPDATE
                SET stamp = excluded.stamp, gone = excluded.gone, terms = excluded.terms, length = excluded.length,
                    category = excluded.category, shop = excluded.shop, price = excluded.price, in_stock = excluded.in_stock,
                    sold = excluded.sold, listed_at = excluded.listed_at, fingerprint = excluded.fingerprint
                WHERE e.stamp < excluded.stamp
                RETURNING e.product, e.terms, e.gone),
            moved AS (
                SELECT word, sum(n)::int AS n FROM (
                    SELECT unnest(tsvector_to_array(terms)) AS word, 1 AS n FROM put
                    UNION ALL SELECT '', 1 FROM put WHERE NOT gone
                    UNION ALL SELECT unnest(tsvector_to_array(terms)), -1 FROM before
                    UNION ALL SELECT '', -1 FROM before WHERE NOT gone) w
                GROUP BY word HAVING sum(n) <> 0)
            INSERT INTO search_index.words_{generation} AS w (word, documents, changed)
            SELECT word, n, nextval('search_index.changes') FROM moved
            ON CONFLICT (word) DO UPDATE SET documents = w.documents + excluded.documents, changed = excluded.changed
            """;
    }
}
