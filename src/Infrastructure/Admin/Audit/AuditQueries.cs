using System.Globalization;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Admin;
using Marketplace.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Admin;

internal sealed class ListAuditHandler(NpgsqlDataSource database) : IQuery<ListAudit, Page<AuditView>>
{
    private const string List = """
        SELECT id, at, actor, role, acting_for, action, entity_type, entity_id, before::text, after::text, reason, address, agent,
            session, request_id, result
        FROM admin.audit
        WHERE id < $1 AND ($2::text IS NULL OR actor = $2) AND ($3::text IS NULL OR entity_type = $3)
            AND ($4::uuid IS NULL OR entity_id = $4) AND ($5::text IS NULL OR strpos(action, $5) > 0)
            AND ($6::timestamptz IS NULL OR at >= $6) AND ($7::timestamptz IS NULL OR at < $7)
        ORDER BY id DESC LIMIT $8
        """;

    private static readonly Error BrokenCursor = Error.Invalid("cursor-invalid", "This cursor is not one of ours.");

    public async Task<Result<Page<AuditView>>> Handle(ListAudit request, CancellationToken ct)
    {
        if (After(request.Page.Cursor) is not { } after) return BrokenCursor;
        await using var ask = database.CreateCommand(List);
        Add(ask, NpgsqlDbType.Bigint, after);
        Add(ask, NpgsqlDbType.Text, request.Actor);
        Add(ask, NpgsqlDbType.Text, request.EntityType);
        Add(ask, NpgsqlDbType.Uuid, request.EntityId);
        Add(ask, NpgsqlDbType.Text, request.Action);
        Add(ask, NpgsqlDbType.TimestampTz, request.From?.ToUniversalTime());
        Add(ask, NpgsqlDbType.TimestampTz, request.To?.ToUniversalTime());
        Add(ask, NpgsqlDbType.Integer, request.Page.Limit + 1);

        var found = new List<AuditView>();
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) found.Add(Read(rows));
        if (found.Count <= request.Page.Limit) return new Page<AuditView>(found, null);

        found.RemoveAt(found.Count - 1);
        return new Page<AuditView>(found, Cursor.Encode(found[^1].Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static long? After(string? cursor)
    {
        if (cursor is null) return long.MaxValue;
        return Cursor.TryDecode(cursor, 1, out var parts) && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });

    private static AuditView Read(NpgsqlDataReader rows) => new(
        rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetString(2), rows.GetString(3), Id(rows, 4), rows.GetString(5),
        rows.GetString(6), Id(rows, 7), Json(rows, 8), Json(rows, 9), Text(rows, 10), Text(rows, 11), Text(rows, 12), Id(rows, 13),
        rows.GetString(14), rows.GetString(15));

    private static Guid? Id(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetGuid(column);

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static JsonElement? Json(NpgsqlDataReader rows, int column) =>
        rows.IsDBNull(column) ? null : JsonDocument.Parse(rows.GetString(column)).RootElement;
}

internal sealed class GetAuditVerificationHandler(AuditSeals seals) : IQuery<GetAuditVerification, AuditVerificationView>
{
    public async Task<Result<AuditVerificationView>> Handle(GetAuditVerification request, CancellationToken ct) => await seals.Verify(ct);
}
