using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class GetUserHandler(NpgsqlDataSource database) : IQuery<GetUser, UserView>
{
    public async Task<Result<UserView>> Handle(GetUser request, CancellationToken ct)
    {
        await using var ask = database.CreateCommand($"SELECT {UserRows.Columns} FROM identity.users WHERE id = $1");
        ask.Parameters.Add(new() { Value = request.User.Value });
        await using var rows = await ask.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? UserRows.Read(rows) : UserErrors.NotFound;
    }
}

internal sealed class ListUsersHandler(NpgsqlDataSource database) : IQuery<ListUsers, Page<UserView>>
{
    private const string List = $"""
        SELECT {UserRows.Columns} FROM identity.users
        WHERE id < $1 AND ($2::text IS NULL OR $2 = ANY (roles)) AND ($3::text IS NULL OR email = $3)
        ORDER BY id DESC LIMIT $4
        """;

    public async Task<Result<Page<UserView>>> Handle(ListUsers request, CancellationToken ct)
    {
        if (!Keyset.TryRead(request.Page.Cursor, out var after)) return Keyset.Broken;

        await using var ask = database.CreateCommand(List);
        ask.Parameters.Add(new() { Value = after });
        ask.Parameters.Add(
            new() { Value = (object?)request.Role ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        ask.Parameters.Add(new()
        {
            Value = request.Email is null ? DBNull.Value : SignInName.Email(request.Email) ?? "",
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
        });
        ask.Parameters.Add(new() { Value = request.Page.Limit + 1 });
        await using var rows = await ask.ExecuteReaderAsync(ct);

        var found = new List<UserView>();
        while (await rows.ReadAsync(ct)) found.Add(UserRows.Read(rows));
        return Keyset.Page(found, request.Page.Limit, u => u.Id);
    }
}

internal static class UserRows
{
    public const string Columns = "id, name, email, phone, locale, roles, registered_at, xmin, "
        + "email_confirmed_at IS NOT NULL, phone_confirmed_at IS NOT NULL, second_factor_since IS NOT NULL";

    public static UserView Read(NpgsqlDataReader rows) => new(
        rows.GetGuid(0), rows.GetString(1), Text(rows, 2), Text(rows, 3), rows.GetString(4),
        rows.GetFieldValue<string[]>(5), rows.GetFieldValue<DateTimeOffset>(6), rows.GetFieldValue<uint>(7))
    {
        EmailConfirmed = rows.GetBoolean(8), PhoneConfirmed = rows.GetBoolean(9), SecondFactor = rows.GetBoolean(10),
    };

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
