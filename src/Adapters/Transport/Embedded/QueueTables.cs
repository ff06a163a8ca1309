using System.Text.Json;
using Marketplace.Ports.Transport;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>The SQL of the queue: messages wait in order, owned rows are in the hands of one living host, parked rows wait for a later try.</summary>
/// <remarks>
/// What a host does with its queue commits without waiting for the disk: WAL is written in order, so a lost claim or delete can only bring
/// back a message whose effects are remembered, and a lost insert of the relay always comes with the lost delete from the outbox.
/// </remarks>
internal static class QueueTables
{
    public const string Channel = "marketplace_queue";
    private const long ClaimLock = 0x6d6b_7071_636c;

    private const string Insert = """
        INSERT INTO embedded_transport.messages (queue, id, subject, envelope)
        SELECT s.queue, m.id, m.subject, m.envelope
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS m(id, type, subject, envelope, n)
        JOIN embedded_transport.subscriptions s ON s.type = m.type
        ORDER BY m.n ON CONFLICT (queue, id) DO NOTHING
        """;

    private const string InsertEnlisted = "SELECT seq, queue, id, mine FROM embedded_transport.enlist($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    private const string Claim = "SELECT seq, queue, attempts, envelope, enlisted FROM embedded_transport.claim($1, $2, $3)";

    public static async Task<int> Publish(NpgsqlConnection connection, IReadOnlyList<Envelope> batch, Guid host, CancellationToken ct)
    {
        await using var commands = new NpgsqlBatch(connection);
        commands.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('synchronous_commit', 'off', true)"));
        commands.BatchCommands.Add(WithEnvelopes(new NpgsqlBatchCommand(Insert), batch));
        commands.BatchCommands.Add(Call(host));
        return await commands.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The insert of messages in the transaction that causes them; those of the named subjects stay this host's.</summary>
    public static NpgsqlBatchCommand Enlist(
        IReadOnlyList<Envelope> messages, IReadOnlyList<HandledHere> handled, Guid[] mine, string[] queues, Guid host)
    {
        var command = WithEnvelopes(new NpgsqlBatchCommand(InsertEnlisted), messages);
        command.Parameters.Add(Array(handled.Select(h => h.Message).ToArray(), NpgsqlDbType.Uuid));
        command.Parameters.Add(Array(handled.Select(h => h.Queue).ToArray(), NpgsqlDbType.Text));
        command.Parameters.Add(Array(mine, NpgsqlDbType.Uuid));
        command.Parameters.Add(Array(queues, NpgsqlDbType.Text));
        command.Parameters.Add(new() { Value = host });
        return command;
    }

    /// <summary>Refuses what was handled at once although something earlier of its queue and subject waits.</summary>
    public static NpgsqlBatchCommand InTurn(IReadOnlyList<HandledHere> handled) => new("SELECT embedded_transport.in_turn($1, $2)")
    {
        Parameters =
        {
            Array(handled.Select(h => h.Queue).ToArray(), NpgsqlDbType.Text),
            Array(handled.Select(h => h.Subject).ToArray(), NpgsqlDbType.Uuid),
        },
    };

    /// <summary>The end of a delivery in the transaction of its handler.</summary>
    public static NpgsqlBatchCommand Settle(long seq) =>
        new("SELECT embedded_transport.settle($1)") { Parameters = { new() { Value = seq } } };

    /// <summary>Wakes the consumers of other hosts.</summary>
    public static async Task CallOthers(NpgsqlDataSource database, Guid host, CancellationToken ct)
    {
        await using var call = database.CreateCommand("SELECT pg_notify($1, $2)");
        call.Parameters.Add(new() { Value = Channel });
        call.Parameters.Add(new() { Value = host.ToString() });
        await call.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Says that this host lives for a while; others may take over the messages of those that do not.</summary>
    public static async Task<long[]> SayAlive(NpgsqlDataSource database, Guid host, TimeSpan during, CancellationToken ct)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO embedded_transport.hosts (id, alive_until) VALUES ($1, now() + $2)
            ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
            """) { Parameters = { new() { Value = host }, new() { Value = during } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM embedded_transport.hosts WHERE alive_until < now() - interval '1 hour'"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT embedded_transport.free_orphans()"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT seq FROM embedded_transport.messages WHERE owner = $1 AND visible_at < now() - $2")
        { Parameters = { new() { Value = host }, new() { Value = during } } });
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var old = new List<long>();
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) old.Add(rows.GetInt64(0));
        return [.. old];
    }

    public static Task SayGone(NpgsqlDataSource database, Guid host, CancellationToken ct) =>
        Run(database, "DELETE FROM embedded_transport.hosts WHERE id = $1", ct, host);

    /// <summary>Gives back rows that this host owns by the table but does not have in hand.</summary>
    public static Task Disown(NpgsqlDataSource database, Guid host, long[] rows, CancellationToken ct) =>
        Run(database, "UPDATE embedded_transport.messages SET owner = NULL WHERE owner = $1 AND seq = ANY($2)", ct, host, rows);

    public static async Task<List<Claimed>> Take(
        NpgsqlConnection connection, string[] queues, long[] done, int count, Guid host, CancellationToken ct)
    {
        await using var commands = new NpgsqlBatch(connection);
        // One claimer at a time over all hosts: two interleaved claims could hand one subject to both.
        commands.BatchCommands.Add(new NpgsqlBatchCommand(
            $"SELECT pg_advisory_xact_lock({ClaimLock}), set_config('synchronous_commit', 'off', true)"));
        if (done.Length > 0) commands.BatchCommands.Add(Delete(done));
        if (count > 0)
        {
            commands.BatchCommands.Add(new NpgsqlBatchCommand(Claim)
            {
                Parameters = { new() { Value = host }, Array(queues, NpgsqlDbType.Text), new() { Value = count } },
            });
        }

        var taken = new List<Claimed>();
        await using var rows = await commands.ExecuteReaderAsync(ct);
        do
        {
            while (rows.FieldCount == 5 && await rows.ReadAsync(ct))
                taken.Add(new Claimed(rows.GetInt64(0), rows.GetString(1), rows.GetInt32(2), rows.GetString(3), rows.GetBoolean(4)));
        }
        while (await rows.NextResultAsync(ct));

        taken.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        return taken;
    }

    public static Task Park(NpgsqlDataSource database, long seq, int attempts, TimeSpan delay, CancellationToken ct) => Run(database,
        "UPDATE embedded_transport.messages SET owner = NULL, parked = true, attempts = $2, visible_at = now() + $3 WHERE seq = $1",
        ct, seq, attempts, delay);

    public static Task GiveBack(NpgsqlDataSource database, long seq, CancellationToken ct) => Run(database,
        "UPDATE embedded_transport.messages SET owner = NULL, attempts = greatest(attempts - 1, 0) WHERE seq = $1", ct, seq);

    public static Task Bury(NpgsqlDataSource database, long seq, int attempts, string reason, CancellationToken ct) => Run(database, """
        WITH gone AS (DELETE FROM embedded_transport.messages WHERE seq = $1 RETURNING queue, id, subject, envelope)
        INSERT INTO embedded_transport.dead_letters (queue, id, subject, envelope, attempts, reason)
        SELECT queue, id, subject, envelope, $2, $3 FROM gone
        ON CONFLICT (queue, id) DO UPDATE SET attempts = excluded.attempts, reason = excluded.reason, at = now()
        """, ct, seq, attempts, reason);

    public static async Task<bool> Replay(NpgsqlDataSource database, string queue, Guid id, CancellationToken ct) => await Run(database, """
        WITH risen AS (DELETE FROM embedded_transport.dead_letters WHERE queue = $1 AND id = $2 RETURNING queue, id, subject, envelope)
        INSERT INTO embedded_transport.messages (queue, id, subject, envelope) SELECT queue, id, subject, envelope FROM risen
        ON CONFLICT (queue, id) DO NOTHING
        """, ct, queue, id) > 0;

    public static async Task<IReadOnlyList<DeadLetter>> Dead(NpgsqlDataSource database, string? queue, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            SELECT queue, envelope, attempts, reason, at FROM embedded_transport.dead_letters
            WHERE $1::text IS NULL OR queue = $1 ORDER BY at DESC, id LIMIT $2
            """);
        command.Parameters.Add(new() { Value = (object?)queue ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = limit });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var letters = new List<DeadLetter>();
        while (await rows.ReadAsync(ct))
        {
            letters.Add(new DeadLetter(
                rows.GetString(0), JsonSerializer.Deserialize<Envelope>(rows.GetString(1))!, rows.GetInt32(2), rows.GetString(3),
                rows.GetFieldValue<DateTimeOffset>(4)));
        }

        return letters;
    }

    public static async Task Subscribe(NpgsqlDataSource database, IReadOnlyList<Subscription> queues, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var turn = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({ClaimLock})", connection)) await turn.ExecuteNonQueryAsync(ct);
        await using (var create = new NpgsqlCommand(QueueSchema.Create, connection)) await create.ExecuteNonQueryAsync(ct);
        foreach (var queue in queues)
        {
            await using var replace = new NpgsqlCommand("""
                WITH gone AS (DELETE FROM embedded_transport.subscriptions WHERE queue = $1 AND type <> ALL ($2))
                INSERT INTO embedded_transport.subscriptions (queue, type) SELECT $1, unnest($2) ON CONFLICT DO NOTHING
                """, connection);
            replace.Parameters.Add(new() { Value = queue.Queue });
            replace.Parameters.Add(Array(queue.Types.ToArray(), NpgsqlDbType.Text));
            await replace.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static NpgsqlBatchCommand WithEnvelopes(NpgsqlBatchCommand command, IReadOnlyList<Envelope> messages)
    {
        var (ids, types, subjects, texts) =
            (new Guid[messages.Count], new string[messages.Count], new Guid[messages.Count], new string[messages.Count]);
        for (var i = 0; i < messages.Count; i++)
            (ids[i], types[i], subjects[i], texts[i]) =
                (messages[i].Id, messages[i].Type, messages[i].Subject, JsonSerializer.Serialize(messages[i]));
        command.Parameters.Add(Array(ids, NpgsqlDbType.Uuid));
        command.Parameters.Add(Array(types, NpgsqlDbType.Text));
        command.Parameters.Add(Array(subjects, NpgsqlDbType.Uuid));
        command.Parameters.Add(Array(texts, NpgsqlDbType.Text));
        return command;
    }

    private static NpgsqlBatchCommand Call(Guid host) => new("SELECT pg_notify($1, $2)")
    {
        Parameters = { new() { Value = Channel }, new() { Value = host.ToString() } },
    };

    private static NpgsqlBatchCommand Delete(long[] done) => new("DELETE FROM embedded_transport.messages WHERE seq = ANY($1)")
    {
        Parameters = { Array(done, NpgsqlDbType.Bigint) },
    };

    private static NpgsqlParameter Array<T>(T[] values, NpgsqlDbType type) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    private static async Task<int> Run(NpgsqlDataSource database, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A row this host has taken.</summary>
internal sealed record Claimed(long Seq, string Queue, int Attempts, string Envelope, bool Enlisted);
