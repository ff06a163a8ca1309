using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>A courier begins to take offers; tasks that wait for somebody are offered at once.</summary>
public sealed record StartShift(CourierId Courier);

/// <summary>Handles <see cref="StartShift"/>.</summary>
public sealed class StartShiftHandler(ICouriers couriers, ICourierTasks tasks, IOutbox outbox, TimeProvider clock)
    : IUseCase<StartShift, Unit>
{
    private const int AtOnce = 20;

    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(StartShift request, CancellationToken ct)
    {
        var courier = await couriers.Find(request.Courier, ct);
        if (courier is null) couriers.Add(courier = Courier.New(request.Courier));
        if (courier.OnShift) return Unit.Value;

        courier.StartShift(clock.GetUtcNow());
        foreach (var task in await tasks.Unasked(AtOnce, ct)) outbox.Send(new OfferCourierTask(task));
        return Unit.Value;
    }
}
