using Marketplace.Infrastructure.Outbox;
using Marketplace.Ports.Admin;
using Npgsql;

namespace Marketplace.Infrastructure.Admin;

internal sealed class ClockControl(MarketClock clock, NpgsqlDataSource database) : IClockControl
{
    public (DateTimeOffset Now, TimeSpan Ahead) Read() => (clock.GetUtcNow(), clock.Offset);

    public Task<DateTimeOffset> Advance(TimeSpan step, CancellationToken ct) => clock.Advance(database, step, ct);
}
