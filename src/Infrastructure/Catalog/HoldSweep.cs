using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>Ends holds whose order never came to be; an order that exists ends its hold before the grace is over.</summary>
internal sealed partial class HoldSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<HoldSweep> log) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Sweep(stoppingToken) == Batch) { }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                SweepFailed(log, e);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> Sweep(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var lapsed = await scope.ServiceProvider.GetRequiredService<IReservations>()
            .Lapsed(clock.GetUtcNow() - ExpireHold.Grace, Batch, ct);
        foreach (var order in lapsed)
        {
            await using var own = scopes.CreateAsyncScope();
            await own.ServiceProvider.GetRequiredService<IUseCase<ExpireHold, Unit>>().Handle(new ExpireHold(order), ct);
        }

        return lapsed.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lapsed holds could not be swept; the next round tries again")]
    private static partial void SweepFailed(ILogger log, Exception e);
}
