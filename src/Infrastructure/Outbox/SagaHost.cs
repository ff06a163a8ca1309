using System.Data;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Loads a saga's state, asks it for the next step and writes state, messages and timers in one transaction.</summary>
public sealed class SagaHost(MarketplaceDb db, UnitOfWork work, MessageCatalog catalog, TimeProvider clock)
{
    private const string Load =
        "SELECT state, xmin::text::bigint FROM transport.sagas WHERE saga = $1 AND correlation = $2";

    /// <summary>Applies one message; a message that means nothing in the saga's phase changes nothing.</summary>
    public async Task<Result> Handle(ISaga saga, IMessage message, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Shape.Attempts; attempt++)
        {
            var (state, version) = await Find(saga, message.Correlation, ct);
            if (saga.React(state, message) is not { } step) return Result.Ok;

            work.Save(new PendingSaga(step.Next, Row(saga, message.Correlation, version, step)), step.Wakes.Select(Timer));
            foreach (var send in step.Sends) work.Send(send);

            var outcome = await work.Commit("{}", ct);
            if (outcome is CommitOutcome.Done or CommitOutcome.Repeated) return Result.Ok;
        }

        return Shape.Overtaken;
    }

    private async Task<(object? State, uint Version)> Find(ISaga saga, Guid correlation, CancellationToken ct)
    {
        // A step of this very transaction is not in the database yet.
        if (work.Pending(saga.GetType().Name, correlation) is { } pending) return (pending.State, pending.Row.Version);

        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            await using var load = new NpgsqlCommand(Load, (NpgsqlConnection)db.Database.GetDbConnection(), transaction);
            load.Parameters.Add(new() { Value = saga.GetType().Name });
            load.Parameters.Add(new() { Value = correlation });
            await using var rows = await load.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
            if (!await rows.ReadAsync(ct)) return (null, 0);
            return (JsonSerializer.Deserialize(rows.GetString(0), saga.StateType, Conventions.Json), (uint)rows.GetInt64(1));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static SagaRow Row(ISaga saga, Guid correlation, uint version, IStep step)
    {
        var (phase, ended) = saga.PhaseOf(step.Next);
        var now = TimeProvider.System.GetUtcNow();
        return new SagaRow
        {
            Saga = saga.GetType().Name, Correlation = correlation, Phase = phase, UpdatedAt = now, EndedAt = ended ? now : null,
            State = JsonSerializer.Serialize(step.Next, saga.StateType, Conventions.Json), Version = version,
        };
    }

    private TimerRow Timer(Wake wake) => new()
    {
        Id = Guid.CreateVersion7(), DueAt = (wake.At ?? clock.GetUtcNow() + wake.After!.Value).ToUniversalTime(),
        Type = catalog.NameOf(wake.Timer.GetType()).Name, Subject = wake.Timer.Subject, Correlation = wake.Timer.Correlation,
        Data = MessageCatalog.Write(wake.Timer),
    };
}

/// <summary>A saga's state that waits for the commit of its step.</summary>
public sealed record PendingSaga(object State, SagaRow Row);
