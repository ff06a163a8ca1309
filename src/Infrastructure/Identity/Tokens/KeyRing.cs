using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Keeps this host's signing keys as the database says, and turns them when they are old.</summary>
internal sealed partial class KeyRing(
    SigningKeys keys, NpgsqlDataSource database, IServiceScopeFactory scopes, TokenSettings settings, ILogger<KeyRing> log)
    : BackgroundService, IStartupStep, ISigningKeyRing
{
    private const string Read = "SELECT kid, state, public_key, sealed_key, retired_at FROM identity.token_keys";

    /// <inheritdoc/>
    public async Task Run(CancellationToken ct)
    {
        try
        {
            await RotateIfDue(ct);
            await Refresh(ct);
        }
        catch (NpgsqlException e)
        {
            CouldNotLook(log, e);
        }
    }

    /// <inheritdoc/>
    public async Task Refresh(CancellationToken ct)
    {
        await using var ask = database.CreateCommand(Read);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        var found = new List<KeyOnRecord>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new KeyOnRecord(
                rows.GetString(0), EnumText<TokenKeyState>.Read(rows.GetString(1)), rows.GetFieldValue<byte[]>(2),
                await rows.IsDBNullAsync(3, ct) ? null : rows.GetFieldValue<byte[]>(3),
                await rows.IsDBNullAsync(4, ct) ? null : rows.GetFieldValue<DateTimeOffset>(4)));
        }

        keys.Adopt(found, TimeProvider.System.GetUtcNow());
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Refresh);
        try
        {
            for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++) await Look(round, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task Look(int round, CancellationToken ct)
    {
        try
        {
            if (round % 12 == 0) await RotateIfDue(ct);
            await Refresh(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            CouldNotLook(log, e);
        }
    }

    // Without a wish to rotate the use case still publishes the first key that waits.
    private async Task RotateIfDue(CancellationToken ct)
    {
        var age = settings.RotateAfter > TimeSpan.Zero ? settings.RotateAfter : TimeSpan.FromDays(36500);
        await using var scope = scopes.CreateAsyncScope();
        var rotate = scope.ServiceProvider.GetRequiredService<IUseCase<RotateSigningKeys, Unit>>();
        await rotate.Handle(new RotateSigningKeys(OnlyIfOlderThan: age), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing keys on record could not be read; going on with those known.")]
    private static partial void CouldNotLook(ILogger log, Exception e);
}
