using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Ends an offer nobody answered.</summary>
public sealed class TimeOutCourierOfferHandler(ICourierTasks tasks, TimeProvider clock)
    : IUseCase<TimeOutCourierOffer, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(TimeOutCourierOffer request, CancellationToken ct)
    {
        (await tasks.Find(request.Task, ct))?.TimeOut(clock.GetUtcNow());
        return Unit.Value;
    }
}

/// <summary>Takes a task from a courier who accepted it and never came.</summary>
public sealed class TakeCourierTaskAwayHandler(ICourierTasks tasks, TimeProvider clock)
    : IUseCase<TakeCourierTaskAway, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(TakeCourierTaskAway request, CancellationToken ct)
    {
        (await tasks.Find(request.Task, ct))?.TakeAway(clock.GetUtcNow());
        return Unit.Value;
    }
}
