using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;

namespace Marketplace.Application.Catalog;

/// <summary>Keeps an order's hold longer while its provider says pending; an ended hold stays ended.</summary>
public sealed class ExtendHoldHandler(IReservations reservations) : IUseCase<ExtendHold, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ExtendHold request, CancellationToken ct)
    {
        var reservation = await reservations.Find(request.Order, ct);
        if (reservation is not { State: ReservationState.Held }) return Unit.Value;

        return reservation.Extend(request.Until).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
