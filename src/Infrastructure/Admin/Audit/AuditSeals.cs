using System.Security.Cryptography;
using Marketplace.Application.Admin;
using Npgsql;

namespace Marketplace.Infrastructure.Admin;

/// <summary>Seals the audit log behind its writers, so that no writer waits for another, and checks the seals.</summary>
public sealed class AuditSeals(NpgsqlDataSource database)
{
    private const long LockKey = 0x6d6b_7061_7564;

    // Transactions end within seconds, so no line older than this can still appear among the sealed ones.
    private const string Unsealed = """
        SELECT id, concat_ws(E'\x1f', id, extract(epoch FROM at), actor, role, acting_for, action, entity_type, entity_id,
            before, after, reason, address, agent, session, request_id, result)
        FROM admin.audit
        WHERE id > $1 AND id < coalesce(
            (SELECT min(id) FROM admin.audit WHERE id > $1 AND at >= now() - make_interval(secs => $2)), 9223372036854775807)
        ORDER BY id LIMIT 5000
        """;

    private const string Covered = """
        SELECT concat_ws(E'\x1f', id, extract(epoch FROM at), actor, role, acting_for, action, entity_type, entity_id,
            before, after, reason, address, agent, session, request_id, result)
        FROM admin.audit WHERE id > $1 AND id <= $2 ORDER BY id
        """;

    /// <summary>Seals what has settled; of several hosts one does. Returns the lines sealed.</summary>
    public async Task<int> Seal(TimeSpan settled, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var guard = new NpgsqlCommand($"SELECT pg_try_advisory_xact_lock({LockKey})", connection);
        if (await guard.ExecuteScalarAsync(ct) is not true) return 0;

        var (last, hash) = await Last(connection, ct);
        await using var ask = new NpgsqlCommand(Unsealed, connection);
        ask.Parameters.Add(new() { Value = last });
        ask.Parameters.Add(new() { Value = settled.TotalSeconds });
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(hash);
        var lines = 0;
        await using (var rows = await ask.ExecuteReaderAsync(ct))
        {
            for (; await rows.ReadAsync(ct); lines++)
            {
                last = rows.GetInt64(0);
                Append(sum, rows.GetString(1));
            }
        }

        if (lines == 0) return 0;
        await using var insert = new NpgsqlCommand(
            "INSERT INTO admin.audit_seals (last_id, lines, hash, at) VALUES ($1, $2, $3, now())", connection);
        insert.Parameters.Add(new() { Value = last });
        insert.Parameters.Add(new() { Value = lines });
        insert.Parameters.Add(new() { Value = sum.GetHashAndReset() });
        await insert.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return lines;
    }

    /// <summary>Computes every seal again.</summary>
    public async Task<AuditVerificationView> Verify(CancellationToken ct)
    {
        var seals = await All(ct);
        var (before, hash, lines) = (0L, Array.Empty<byte>(), 0L);
        foreach (var (last, count, sealedHash) in seals)
        {
            var (found, computed) = await Compute(before, last, hash, ct);
            if (found != count || !computed.AsSpan().SequenceEqual(sealedHash)) return new(lines, seals.Count, 0, last);
            (before, hash, lines) = (last, computed, lines + count);
        }

        await using var rest = database.CreateCommand("SELECT count(*) FROM admin.audit WHERE id > $1");
        rest.Parameters.Add(new() { Value = before });
        return new(lines, seals.Count, (long)(await rest.ExecuteScalarAsync(ct))!, null);
    }

    private async Task<(int Lines, byte[] Hash)> Compute(long after, long until, byte[] hash, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(Covered);
        ask.Parameters.Add(new() { Value = after });
        ask.Parameters.Add(new() { Value = until });
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(hash);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        var lines = 0;
        for (; await rows.ReadAsync(ct); lines++) Append(sum, rows.GetString(0));
        return (lines, sum.GetHashAndReset());
    }

    private async Task<List<(long Last, int Lines, byte[] Hash)>> All(CancellationToken ct)
    {
        await using var ask = database.CreateCommand("SELECT last_id, lines, hash FROM admin.audit_seals ORDER BY last_id");
        await using var rows = await ask.ExecuteReaderAsync(ct);
        var seals = new List<(long, int, byte[])>();
        while (await rows.ReadAsync(ct)) seals.Add((rows.GetInt64(0), rows.GetInt32(1), rows.GetFieldValue<byte[]>(2)));
        return seals;
    }

    private static async Task<(long Last, byte[] Hash)> Last(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT last_id, hash FROM admin.audit_seals ORDER BY last_id DESC LIMIT 1", connection);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : (0, []);
    }

    private static void Append(IncrementalHash sum, string line)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(line);
        sum.AppendData(BitConverter.GetBytes(bytes.Length));
        sum.AppendData(bytes);
    }
}
