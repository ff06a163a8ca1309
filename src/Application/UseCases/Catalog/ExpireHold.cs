using Marketplace.Domain.Catalog;
using Marketplace.Kernel;

namespace Marketplace.Application.Catalog;

/// <summary>Ends a hold nobody followed up: its order was never placed, or nobody answers for it any more.</summary>
public sealed record ExpireHold(OrderId Order)
{
    /// <summary>How long after the deadline a hold is left to the order it belongs to.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);
}

/// <summary>Looks again, because the hold may have been extended, committed or released since the sweep saw it.</summary>
public sealed class ExpireHoldHandler(IStockItems stock, IReservations reservations, TimeProvider clock)
    : IUseCase<ExpireHold, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ExpireHold request, CancellationToken ct)
    {
        var (reservation, at) = (await reservations.Find(request.Order, ct), clock.GetUtcNow());
        if (reservation is not { State: ReservationState.Held } || reservation.Until + ExpireHold.Grace > at) return Unit.Value;

        await stock.Free(reservation.Lines, ct);
        return reservation.Expire(at).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
