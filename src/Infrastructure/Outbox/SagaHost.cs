using System.Text.Json;
using Marketplace.Application;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Loads a saga's state, asks it for the next step and writes state, messages and timers in one transaction.</summary>
public sealed class SagaHost(MarketplaceDb db, UnitOfWork work, MessageCatalog catalog, TimeProvider clock)
{
    private static readonly Func<MarketplaceDb, string, Guid, Task<SagaRow?>> Load = EF.CompileAsyncQuery(
        (MarketplaceDb db, string saga, Guid correlation) => db.Sagas.FirstOrDefault(s => s.Saga == saga && s.Correlation == correlation));

    /// <summary>Applies one message; a message that means nothing in the saga's phase changes nothing.</summary>
    public async Task<Result> Handle(ISaga saga, IMessage message, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Shape.Attempts; attempt++)
        {
            var row = await Load(db, saga.GetType().Name, message.Correlation);
            var state = row is null ? null : JsonSerializer.Deserialize(row.State, saga.StateType, Conventions.Json);
            if (saga.React(state, message) is not { } step) return Result.Ok;

            Save(saga, message.Correlation, row, step);
            foreach (var send in step.Sends) work.Send(send);
            foreach (var wake in step.Wakes) Set(wake);

            var outcome = await work.Commit("{}", ct);
            if (outcome is CommitOutcome.Done or CommitOutcome.Repeated) return Result.Ok;
        }

        return Shape.Overtaken;
    }

    private void Save(ISaga saga, Guid correlation, SagaRow? row, IStep step)
    {
        var (phase, ended) = saga.PhaseOf(step.Next);
        var json = JsonSerializer.Serialize(step.Next, saga.StateType, Conventions.Json);
        if (row is null)
        {
            row = new SagaRow
            {
                Saga = saga.GetType().Name, Correlation = correlation, Phase = phase, State = json, UpdatedAt = DateTimeOffset.UtcNow,
            };
            db.Sagas.Add(row);
        }

        (row.Phase, row.State, row.UpdatedAt) = (phase, json, DateTimeOffset.UtcNow);
        row.EndedAt = ended ? DateTimeOffset.UtcNow : null;
    }

    private void Set(Wake wake) => db.Timers.Add(new TimerRow
    {
        Id = Guid.CreateVersion7(), DueAt = (wake.At ?? clock.GetUtcNow() + wake.After!.Value).ToUniversalTime(),
        Type = catalog.NameOf(wake.Timer.GetType()).Name, Subject = wake.Timer.Subject, Correlation = wake.Timer.Correlation,
        Data = MessageCatalog.Write(wake.Timer),
    });
}
