using Npgsql;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>Whether the database answers and has this version's schema: asked at most once a second, answered within one (quality R29).</summary>
public sealed class Readiness(NpgsqlDataSource database, SchemaMigrator migrator)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private DateTimeOffset _checkedAt = DateTimeOffset.MinValue;
    private bool _ready;
    private bool _migrated;

    /// <summary>The answer of now, or of less than a second ago.</summary>
    public async Task<bool> Check(CancellationToken ct)
    {
        if (TimeProvider.System.GetUtcNow() - _checkedAt <= Fresh) return _ready;
        _ready = await Ask(ct);
        _checkedAt = TimeProvider.System.GetUtcNow();
        return _ready;
    }

    private async Task<bool> Ask(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            await using var ping = database.CreateCommand("SELECT 1");
            await ping.ExecuteScalarAsync(limit.Token);
            return _migrated = _migrated || await migrator.IsCurrent(limit.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return false;
        }
    }
}
