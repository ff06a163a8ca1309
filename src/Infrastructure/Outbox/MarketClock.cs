using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>The market's clock: the real time, moved forward by an offset that sandbox markets may set and all hosts share.</summary>
public sealed class MarketClock : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far the market is ahead of the real time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Moves the clock by a positive step, or to its start for a negative offset of the past; returns the new time.</summary>
    public async Task<DateTimeOffset> Advance(NpgsqlDataSource database, TimeSpan step, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "INSERT INTO admin.clock (id, offset_ticks) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET offset_ticks = admin.clock.offset_ticks + $1 RETURNING offset_ticks");
        command.Parameters.Add(new() { Value = step.Ticks });
        Interlocked.Exchange(ref _offsetTicks, (long)(await command.ExecuteScalarAsync(ct))!);
        return GetUtcNow();
    }

    /// <summary>Takes the shared offset over from the database.</summary>
    public async Task Refresh(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("SELECT offset_ticks FROM admin.clock WHERE id = 1");
        Interlocked.Exchange(ref _offsetTicks, await command.ExecuteScalarAsync(ct) as long? ?? 0);
    }
}
