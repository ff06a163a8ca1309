using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>A host learns the market's time before it does anything.</summary>
internal sealed class ClockAtStart(MarketClock clock, NpgsqlDataSource database) : IStartupStep
{
    /// <inheritdoc/>
    public Task Run(CancellationToken ct) => clock.Refresh(database, ct);
}
