using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A courier does not want the task, or gives it back before pickup; the next one is asked.</summary>
public sealed record DeclineCourierTask(CourierTaskId Task, CourierId Courier, string? Reason);

/// <summary>Checks the shape of the request.</summary>
public sealed class DeclineCourierTaskValidator : AbstractValidator<DeclineCourierTask>
{
    /// <summary>A reason is short.</summary>
    public DeclineCourierTaskValidator() => RuleFor(r => r.Reason).MaximumLength(200);
}

/// <summary>Handles <see cref="DeclineCourierTask"/>.</summary>
public sealed class DeclineCourierTaskHandler(ICourierTasks tasks, TimeProvider clock) : IUseCase<DeclineCourierTask, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(DeclineCourierTask request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);
        if (task is null || task.Courier != request.Courier) return CourierTaskErrors.NotFound(request.Task);

        return task.Decline(request.Courier, request.Reason, clock.GetUtcNow()).Failed(out var refusal)
            ? refusal
            : Unit.Value;
    }
}
