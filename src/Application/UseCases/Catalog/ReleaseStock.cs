using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;

namespace Marketplace.Application.Catalog;

/// <summary>Gives an unpaid order's units back; harmless when nothing is held.</summary>
public sealed class ReleaseStockHandler(IStockItems stock, IReservations reservations, TimeProvider clock)
    : IUseCase<ReleaseStock, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReleaseStock request, CancellationToken ct)
    {
        var reservation = await reservations.Find(request.Order, ct);
        if (reservation is not { State: ReservationState.Held }) return Unit.Value;

        await stock.Free(reservation.Lines, ct);
        return reservation.Release(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
