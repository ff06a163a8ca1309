using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Marketplace.Ports.Search.Messages;

namespace Marketplace.Application.Search;

/// <summary>A stretch of a run is done.</summary>
/// <param name="Last">Where the next stretch begins; null when there is none.</param>
public sealed record RecordIndexStretch(Guid Run, int? Generation, int Seen, int Written, int Removed, ProductId? Last, bool Over);

/// <summary>Notes the stretch and asks for the next one.</summary>
public sealed class RecordIndexStretchHandler(IIndexRuns runs, IOutbox outbox, TimeProvider clock) : IUseCase<RecordIndexStretch, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RecordIndexStretch request, CancellationToken ct)
    {
        if (await runs.Find(request.Run, ct) is not { } run) return Unit.Value;
        if (!run.Note(request.Generation, request.Seen, request.Written, request.Removed)) return Unit.Value;

        if (request.Over) run.Finish(clock.GetUtcNow());
        else if (run.Kind == IndexRunKind.Check) outbox.Send(new CompareIndex(run.Id, request.Last));
        else outbox.Send(new FillIndexGeneration(run.Id, run.Generation!.Value, request.Last));
        return Unit.Value;
    }
}
