using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Marketplace.Ports.Search.Messages;

namespace Marketplace.Application.Search;

/// <summary>Walk over the whole index: rebuild it, or check it against the catalogue.</summary>
public sealed record StartIndexRun(IndexRunKind Kind);

/// <summary>Starts the walk; one of the same kind that is under way gives way.</summary>
public sealed class StartIndexRunHandler(IIndexRuns runs, IOutbox outbox, TimeProvider clock) : IUseCase<StartIndexRun, Guid>
{
    /// <inheritdoc/>
    public async Task<Result<Guid>> Handle(StartIndexRun request, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        foreach (var earlier in await runs.Running(request.Kind, ct)) earlier.Abandon(at);
        var run = IndexRun.Start(request.Kind, at);
        runs.Add(run);
        outbox.Send(request.Kind == IndexRunKind.Rebuild ? new BeginIndexRebuild(run.Id) : new CompareIndex(run.Id, null));
        return run.Id;
    }
}
