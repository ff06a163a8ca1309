using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Admin;

/// <summary>Seals the audit log every minute, and once a day checks all seals.</summary>
internal sealed partial class AuditSealer(AuditSeals seals, ILogger<AuditSealer> log) : BackgroundService
{
    private const int RoundsPerDay = 24 * 60;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++) await Work(round, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task Work(int round, CancellationToken ct)
    {
        try
        {
            while (await seals.Seal(Settled, ct) == 5000) await Task.Yield();
            if (round % RoundsPerDay != 0) return;
            if ((await seals.Verify(ct)).BrokenAt is { } broken) Broken(log, broken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            CouldNotSeal(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit log was tampered with before line {Line}.")]
    private static partial void Broken(ILogger log, long line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit log could not be sealed; trying again in a minute.")]
    private static partial void CouldNotSeal(ILogger log, Exception e);
}

/// <summary>One sealer per host; the database lets one of them work at a time.</summary>
internal sealed class AuditRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings) => services
        .AddSingleton<AuditSeals>().AddHostedService<AuditSealer>();
}
