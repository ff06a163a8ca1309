using Marketplace.Ports.Admin;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Admin;

internal sealed class AuditTrail(NpgsqlDataSource database) : IAuditTrail
{
    private const string Insert = """
        INSERT INTO admin.audit (at, actor, role, action, entity_type, entity_id, address, agent, session, request_id, result)
        VALUES (now(), $1, $2, $3, $4, $5, nullif($6, ''), nullif(left($7, 200), ''), $8, $9, $10)
        """;

    public async Task Note(AuditNote note, CancellationToken ct)
    {
        await using var insert = database.CreateCommand(Insert);
        Text(insert, note.Actor);
        Text(insert, note.Role);
        Text(insert, note.Action);
        Text(insert, note.EntityType);
        Id(insert, note.EntityId);
        Text(insert, note.Address);
        Text(insert, note.Agent);
        Id(insert, note.Session);
        Text(insert, note.RequestId);
        Text(insert, note.Result);
        await insert.ExecuteNonQueryAsync(ct);
    }

    private static void Text(NpgsqlCommand command, string value) => command.Parameters.Add(new() { Value = value });

    private static void Id(NpgsqlCommand command, Guid? value) =>
        command.Parameters.Add(new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
}
