using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A courier takes no more offers; accepted tasks must be finished or given back first.</summary>
public sealed record EndShift(CourierId Courier);

/// <summary>Handles <see cref="EndShift"/>.</summary>
public sealed class EndShiftHandler(ICouriers couriers, ICourierTasks tasks, TimeProvider clock) : IUseCase<EndShift, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(EndShift request, CancellationToken ct)
    {
        var courier = await couriers.Find(request.Courier, ct);
        if (courier is null) return CourierTaskErrors.OffShift;
        if (courier.OnShift && await tasks.AnyAtWork(request.Courier, ct)) return CourierTaskErrors.OpenTasks;

        return courier.EndShift(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
