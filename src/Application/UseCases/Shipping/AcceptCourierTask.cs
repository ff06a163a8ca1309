using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A courier takes the task he was offered; whoever loses the race is told that it is taken.</summary>
public sealed record AcceptCourierTask(CourierTaskId Task, CourierId Courier);

/// <summary>Handles <see cref="AcceptCourierTask"/>.</summary>
public sealed class AcceptCourierTaskHandler(ICourierTasks tasks, TimeProvider clock) : IUseCase<AcceptCourierTask, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(AcceptCourierTask request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);

        // Who was never asked must not learn that the task exists.
        if (task is null || (task.Courier != request.Courier && !task.Asked.Contains(request.Courier)))
            return CourierTaskErrors.NotFound(request.Task);

        return task.Accept(request.Courier, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
