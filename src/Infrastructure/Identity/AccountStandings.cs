using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class AccountStandings(NpgsqlDataSource database, ITokenIssuer tokens) : IAccountStanding
{
    private const string Ask = """
        SELECT u.email_confirmed_at IS NOT NULL OR u.phone_confirmed_at IS NOT NULL, u.second_factor_since IS NOT NULL,
            coalesce(s.proved_at, s.started_at)
        FROM identity.sessions s JOIN identity.users u ON u.id = s."user" WHERE s.id = $1 AND u.id = $2
        """;

    public async Task<AccountStanding?> Of(UserId user, SessionId session, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(Ask);
        ask.Parameters.Add(new() { Value = session.Value });
        ask.Parameters.Add(new() { Value = user.Value });
        await using var rows = await ask.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new AccountStanding(rows.GetBoolean(0), rows.GetBoolean(1), tokens.Now - rows.GetFieldValue<DateTimeOffset>(2))
            : null;
    }
}
