using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Fetches a provider's report of a day and of the days around it, and hands it over for comparison.</summary>
public sealed class CompareBooksErrand(IProviders<IProviderReports> reports, IUseCase<ReconcileDay, Unit> reconcile) : IErrand<CompareBooks>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(CompareBooks command, CancellationToken ct)
    {
        if (reports.Find(command.Provider) is not { } provider) return Result.Ok;

        var movements = new List<ProviderMovement>();
        foreach (var offset in new[] { -1, 0, 1 }) movements.AddRange(await provider.Movements(command.Day.AddDays(offset), ct));
        var done = await reconcile.Handle(new ReconcileDay(command.Provider, command.Day, movements), ct);
        return done.Failed(out var refusal) ? refusal : Result.Ok;
    }
}

/// <summary>A provider's movements of a day and the days around it, to be compared with ours.</summary>
public sealed record ReconcileDay(string Provider, DateOnly Day, IReadOnlyList<ProviderMovement> Movements);

/// <summary>Compares, and opens an issue for everything that does not agree; a day is compared once.</summary>
public sealed class ReconcileDayHandler(IReconciliations reconciliations, TimeProvider clock) : IUseCase<ReconcileDay, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReconcileDay request, CancellationToken ct)
    {
        if (await reconciliations.Ran(request.Provider, request.Day, ct)) return Unit.Value;

        var start = new DateTimeOffset(request.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var ours = await reconciliations.Ours(request.Provider, start.AddDays(-1), start.AddDays(2), ct);
        var theirs = request.Movements.Select(m => new BookMovement(m.Kind, m.OurId, m.Reference, m.Amount, m.At)).ToList();
        var comparison = Comparison.Of(request.Day, theirs, ours);

        var at = clock.GetUtcNow();
        var run = ReconciliationRun.Of(Guid.CreateVersion7(at), request.Provider, request.Day, comparison, at);
        reconciliations.Add(run);
        foreach (var difference in comparison.Differences)
            reconciliations.Add(ReconciliationIssue.Of(Guid.CreateVersion7(at), run, difference, at));
        return Unit.Value;
    }
}
