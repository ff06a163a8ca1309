using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Wrong attempts under one key.</summary>
internal sealed class SignInFailureRow
{
    /// <summary>The hash of a name, or a network address.</summary>
    [Personal]
    public string Key { get; init; } = "";

    public int Failures { get; init; }
    public int Locks { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public DateTimeOffset LastAt { get; init; }
}

/// <summary>Counts on a connection of its own: what a handler takes back later stays counted.</summary>
internal sealed class SignInFailureCounts(NpgsqlDataSource database) : ISignInFailures
{
    private const string Look =
        "SELECT key, failures, locks, locked_until FROM identity.sign_in_failures WHERE key = ANY ($1) AND last_at > $2";

    // While locked nothing moves; a day without failures starts afresh; the limit locks for twice as long as the time before.
    private const string CountOne = """
        INSERT INTO identity.sign_in_failures AS f (key, failures, locks, locked_until, last_at)
        VALUES ($1, CASE WHEN 1 >= $3 THEN 0 ELSE 1 END, CASE WHEN 1 >= $3 THEN 1 ELSE 0 END,
            CASE WHEN 1 >= $3 THEN $2 + $4 END, $2)
        ON CONFLICT (key) DO UPDATE SET
            failures = CASE WHEN f.locked_until > $2 THEN f.failures WHEN f.last_at < $5 THEN 1
                WHEN f.failures + 1 >= $3 THEN 0 ELSE f.failures + 1 END,
            locks = CASE WHEN f.locked_until > $2 THEN f.locks WHEN f.last_at < $5 THEN 0
                WHEN f.failures + 1 >= $3 THEN f.locks + 1 ELSE f.locks END,
            locked_until = CASE WHEN f.locked_until > $2 THEN f.locked_until
                WHEN f.last_at >= $5 AND f.failures + 1 >= $3
                THEN $2 + least($4 * power(2, least(f.locks, 12)), interval '1 day') END,
            last_at = CASE WHEN f.locked_until > $2 THEN f.last_at ELSE $2 END
        RETURNING failures, locks, locked_until, last_at = $2 AND locked_until IS NOT NULL
        """;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<SignInFailures>> Of(IReadOnlyList<string> keys, DateTimeOffset at, CancellationToken ct)
    {
        await using var look = database.CreateCommand(Look);
        look.Parameters.Add(new() { Value = keys.ToArray() });
        look.Parameters.Add(new() { Value = at - Remembered });
        await using var rows = await look.ExecuteReaderAsync(ct);

        var found = new Dictionary<string, SignInFailures>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
            found[rows.GetString(0)] = new SignInFailures(rows.GetInt32(1), rows.GetInt32(2), Moment(rows, 3));
        return [.. keys.Select(k => found.GetValueOrDefault(k, SignInFailures.None))];
    }

    public async Task<SignInFailures> Count(string key, LockRule rule, DateTimeOffset at, CancellationToken ct)
    {
        // The database keeps microseconds: what comes back must equal what went in.
        var now = new DateTimeOffset(at.UtcTicks / 10 * 10, TimeSpan.Zero);
        await using var count = database.CreateCommand(CountOne);
        count.Parameters.Add(new() { Value = key });
        count.Parameters.Add(new() { Value = now });
        count.Parameters.Add(new() { Value = rule.Failures });
        count.Parameters.Add(new() { Value = rule.LockFor, NpgsqlDbType = NpgsqlDbType.Interval });
        count.Parameters.Add(new() { Value = now - Remembered });
        await using var rows = await count.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return new SignInFailures(rows.GetInt32(0), rows.GetInt32(1), Moment(rows, 2), rows.GetBoolean(3));
    }

    public async Task Forget(string key, CancellationToken ct)
    {
        await using var forget = database.CreateCommand("DELETE FROM identity.sign_in_failures WHERE key = $1");
        forget.Parameters.Add(new() { Value = key });
        await forget.ExecuteNonQueryAsync(ct);
    }

    public async Task ForgetAll(DateTimeOffset lastBefore, CancellationToken ct)
    {
        await using var forget = database.CreateCommand(
            "DELETE FROM identity.sign_in_failures WHERE last_at < $1 AND (locked_until IS NULL OR locked_until < $1)");
        forget.Parameters.Add(new() { Value = lastBefore });
        await forget.ExecuteNonQueryAsync(ct);
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader rows, int column) =>
        rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);
}

internal sealed class GetSignInBarrierHandler(ISignInFailures failures, IAccountTerms terms, ITokenIssuer tokens)
    : IQuery<GetSignInBarrier, SignInBarrierView>
{
    public async Task<Result<SignInBarrierView>> Handle(GetSignInBarrier request, CancellationToken ct)
    {
        var name = SignInName.Email(request.Email) ?? SignInName.Phone(request.Phone) ?? "";
        var limits = terms.Current.Limits;
        var known = await failures.Of(AttemptCounting.Keys(name, request.Origin), tokens.Now, ct);

        // Many people share an address or a network: theirs takes more before everybody there is asked.
        var after = new[] { limits.CaptchaAfter, limits.PerAddress / 3, limits.PerNetwork / 3 };
        return new SignInBarrierView(known.Zip(after).Any(k => k.First.IsSuspicious(k.Second)));
    }
}
