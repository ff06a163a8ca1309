using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;

namespace Marketplace.Application.Catalog;

/// <summary>Books units that come back after a decline, cancellation or return; once per cause.</summary>
public sealed class ReturnStockHandler(IStockItems stock, IReservations reservations, IOutbox outbox, TimeProvider clock)
    : IUseCase<ReturnStock, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReturnStock request, CancellationToken ct)
    {
        var reservation = await reservations.Find(request.Order, ct);
        if (reservation is null) return Unit.Value;

        // The aggregate decides what may come back over all lines; each unit then goes where its line says.
        var left = reservation.Return(request.Cause, [.. request.Lines.Select(l => new Units(l.Offer, l.Quantity))])
            .ToDictionary(u => u.Offer, u => u.Quantity);
        foreach (var fate in request.Lines.GroupBy(l => l.Fate).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var lines = Reservation.Summed(fate.Select(l => new Units(l.Offer, l.Quantity)))
                .Select(l => l with { Quantity = Math.Min(l.Quantity, left.GetValueOrDefault(l.Offer)) })
                .Where(l => l.Quantity > 0).ToArray();
            if (lines.Length == 0) continue;

            foreach (var line in lines) left[line.Offer] -= line.Quantity;
            Announce(await stock.PutBack(request.Cause, lines, FateOf(fate.Key), clock.GetUtcNow(), ct));
        }

        return Unit.Value;
    }

    private static ReturnFate FateOf(string fate) => fate switch
    {
        "RESTOCK" => ReturnFate.Restock,
        "SET_ZERO" => ReturnFate.SetZero,
        _ => ReturnFate.WriteOff,
    };

    private void Announce(IReadOnlyList<Counted> counted)
    {
        foreach (var change in counted.Where(c => c.Before != c.After))
            outbox.Send(new StockChanged(change.Offer!.Value, change.Shop, change.Before, change.After));
    }
}
