using Marketplace.Application;
using Marketplace.Application.Search;
using Marketplace.Domain.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Search;

/// <summary>Has the index checked against the catalogue from time to time; the first check fills the index of a market older than it.</summary>
internal sealed partial class IndexPatrol(IServiceScopeFactory scopes, NpgsqlDataSource database, IConfiguration settings, ILogger<IndexPatrol> log)
    : BackgroundService
{
    // Another host may have begun one: a check is due only when none began within the pause.
    private const string Due = "SELECT NOT EXISTS (SELECT 1 FROM search.index_runs WHERE kind = 'CHECK' AND started_at > now() - $1)";
    private static readonly TimeSpan First = TimeSpan.FromSeconds(20);
    private readonly TimeSpan _pause = TimeSpan.FromMinutes(settings.GetValue("Search:CheckMinutes", 60.0));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_pause <= TimeSpan.Zero) return;
        for (var wait = First; !stoppingToken.IsCancellationRequested; wait = _pause / 4)
        {
            await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await Begin(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotBegun(log, e);
            }
        }
    }

    private async Task Begin(CancellationToken ct)
    {
        await using var due = database.CreateCommand(Due);
        due.Parameters.Add(new() { Value = _pause });
        if (await due.ExecuteScalarAsync(ct) is not true) return;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IUseCase<StartIndexRun, Guid>>().Handle(new StartIndexRun(IndexRunKind.Check), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index's check could not begin; the next round tries again")]
    private static partial void NotBegun(ILogger log, Exception e);
}
