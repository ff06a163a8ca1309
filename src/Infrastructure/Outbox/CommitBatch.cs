using System.Data.Common;
using Marketplace.Infrastructure.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>The rows that go with every commit, written as plain statements in one round trip: they are never read back as entities.</summary>
internal static class CommitBatch
{
    private const string Outbox = """
        INSERT INTO transport.outbox (id, type, data_version, subject, correlation, causation, "time", written_at, trace_parent, data)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string Timers = """
        INSERT INTO transport.timers (id, due_at, type, subject, correlation, data) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        """;

    private const string Once =
        "INSERT INTO transport.once (scope, key, request_hash, answer, at) VALUES ($1, $2, $3, $4, $5)";

    private const string Saga = "SELECT transport.save_saga($1, $2, $3, $4, $5, $6, $7)";

    /// <summary>History of state machines, a statement per context.</summary>
    public static void Changes(DbBatch batch, string context, IReadOnlyList<ChangeRow> rows)
    {
        // The name comes from the fixed list of contexts, never from outside.
        var command = Add(batch, $"""
            INSERT INTO {context}.changes (machine, subject, event, from_state, to_state, reason, actor, role, request_id, at)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """);
        Texts(command, rows, r => r.Machine);
        Ids(command, rows, r => r.Subject);
        Texts(command, rows, r => r.Event);
        Texts(command, rows, r => r.FromState);
        Texts(command, rows, r => r.ToState);
        Texts(command, rows, r => r.Reason);
        Texts(command, rows, r => r.Actor);
        Texts(command, rows, r => r.Role);
        Texts(command, rows, r => r.RequestId);
        Times(command, rows, r => r.At);
    }

    /// <summary>Messages for the relay.</summary>
    public static void Messages(DbBatch batch, IReadOnlyList<OutboxRow> rows)
    {
        var command = Add(batch, Outbox);
        Ids(command, rows, r => r.Id);
        Texts(command, rows, r => r.Type);
        Array(command, NpgsqlDbType.Integer, rows, r => r.DataVersion);
        Ids(command, rows, r => r.Subject);
        Ids(command, rows, r => r.Correlation);
        Array(command, NpgsqlDbType.Uuid, rows, r => r.Causation);
        Times(command, rows, r => r.Time);
        Times(command, rows, r => r.WrittenAt);
        Texts(command, rows, r => r.TraceParent);
        Array(command, NpgsqlDbType.Jsonb, rows, r => r.Data);
    }

    /// <summary>Wake-up calls.</summary>
    public static void WakeUps(DbBatch batch, IReadOnlyList<TimerRow> rows)
    {
        var command = Add(batch, Timers);
        Ids(command, rows, r => r.Id);
        Times(command, rows, r => r.DueAt);
        Texts(command, rows, r => r.Type);
        Ids(command, rows, r => r.Subject);
        Ids(command, rows, r => r.Correlation);
        Array(command, NpgsqlDbType.Jsonb, rows, r => r.Data);
    }

    /// <summary>The invocation and its answer; a second row of the same key fails the batch.</summary>
    public static void Invocation(DbBatch batch, OnceRow row)
    {
        var command = Add(batch, Once);
        foreach (var text in new[] { row.Scope, row.Key, row.RequestHash, row.Answer }) command.Parameters.Add(new NpgsqlParameter { Value = text });
        command.Parameters.Add(new NpgsqlParameter { Value = row.At });
    }

    /// <summary>A saga's state; fails like a lost race when another step was written since <see cref="SagaRow.Version"/> was read.</summary>
    public static void SagaState(DbBatch batch, SagaRow row)
    {
        var command = Add(batch, Saga);
        command.Parameters.Add(new NpgsqlParameter { Value = row.Saga });
        command.Parameters.Add(new NpgsqlParameter { Value = row.Correlation });
        command.Parameters.Add(new NpgsqlParameter { Value = row.Phase });
        command.Parameters.Add(new NpgsqlParameter { Value = row.State, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = row.UpdatedAt });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)row.EndedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter { Value = (long)row.Version });
    }

    private static DbBatchCommand Add(DbBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static void Ids<TRow>(DbBatchCommand command, IReadOnlyList<TRow> rows, Func<TRow, Guid> value) =>
        Array(command, NpgsqlDbType.Uuid, rows, value);

    private static void Texts<TRow>(DbBatchCommand command, IReadOnlyList<TRow> rows, Func<TRow, string?> value) =>
        Array(command, NpgsqlDbType.Text, rows, value);

    private static void Times<TRow>(DbBatchCommand command, IReadOnlyList<TRow> rows, Func<TRow, DateTimeOffset> value) =>
        Array(command, NpgsqlDbType.TimestampTz, rows, value);

    private static void Array<TRow, TValue>(DbBatchCommand command, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
