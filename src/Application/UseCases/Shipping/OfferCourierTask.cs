using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Asks the courier on shift who was not asked for the longest time; when all of them were, the next round begins
/// later.</summary>
public sealed class OfferCourierTaskHandler(ICourierTasks tasks, ICouriers couriers, TimeProvider clock)
    : IUseCase<OfferCourierTask, Unit>
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(OfferCourierTask request, CancellationToken ct)
    {
        var task = await tasks.Find(request.Task, ct);
        if (task?.State is not (CourierTaskState.Waiting or CourierTaskState.Declined or CourierTaskState.TimedOut))
            return Unit.Value;

        if (await couriers.NextOnShift(task.Asked, ct) is not { } courier)
        {
            task.BeginRound();
            return Unit.Value;
        }

        var now = clock.GetUtcNow();
        courier.Ask(now);
        return task.Offer(courier.Id, now + AnswerWithin, now).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
