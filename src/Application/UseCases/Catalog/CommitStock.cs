using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;

namespace Marketplace.Application.Catalog;

/// <summary>Takes a covered order's units out of stock; a lapsed hold is taken again if it can be.</summary>
[JoinsCause]
public sealed class CommitStockHandler(IStockItems stock, IReservations reservations, IOutbox outbox, TimeProvider clock)
    : IUseCase<CommitStock, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CommitStock request, CancellationToken ct)
    {
        var (reservation, at) = (await reservations.Find(request.Order, ct), clock.GetUtcNow());
        if (reservation is null) return Answer(new StockShort(request.Order));
        if (reservation.State == ReservationState.Committed) return Answer(new StockCommitted(request.Order));

        if (reservation.State != ReservationState.Held)
        {
            if (await stock.HoldAgain(reservation.Lines, ct) is not HoldOutcome.Held) return Answer(new StockShort(request.Order));
            if (reservation.HoldAgain(at, at).Failed(out var ended)) return ended;
        }

        await stock.TakeOut(request.Order, reservation.Lines, at, ct);
        return reservation.Commit(at).Failed(out var refusal) ? refusal : Answer(new StockCommitted(request.Order));
    }

    private Unit Answer(Ports.IEvent news)
    {
        outbox.Send(news);
        return Unit.Value;
    }
}
