using FluentValidation;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;

namespace Marketplace.Application.Catalog;

/// <summary>Keeps units for an order until a deadline, all lines or none; the same order may ask again.</summary>
public sealed record HoldStock(OrderId Order, IReadOnlyList<StockLine> Lines, DateTimeOffset Until);

/// <summary>A hold is for at least one unit of at least one offer.</summary>
public sealed class HoldStockValidator : AbstractValidator<HoldStock>
{
    /// <summary>The rules.</summary>
    public HoldStockValidator()
    {
        RuleFor(r => r.Lines).NotEmpty();
        RuleForEach(r => r.Lines).Must(l => l.Quantity is > 0 and <= 100_000).WithMessage("A line holds 1 to 100000 units.");
    }
}

/// <summary>Takes the units first and looks for an earlier hold only when there is one.</summary>
public sealed class HoldStockHandler(IStockItems stock, IReservations reservations, TimeProvider clock) : IUseCase<HoldStock, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(HoldStock request, CancellationToken ct)
    {
        var lines = Reservation.Summed(request.Lines.Select(l => new Units(l.Offer, l.Quantity)));
        switch (await stock.Hold(request.Order, lines, ct))
        {
            case HoldOutcome.Short(var available):
                return StockErrors.Insufficient(available);
            case HoldOutcome.Held:
                reservations.Add(Reservation.Hold(request.Order, lines, request.Until, clock.GetUtcNow()));
                return Unit.Value;
            default:
                return await Repeat(request, lines, ct);
        }
    }

    private async Task<Result<Unit>> Repeat(HoldStock request, IReadOnlyList<Units> lines, CancellationToken ct)
    {
        var earlier = await reservations.Find(request.Order, ct);
        if (earlier is null || !earlier.IsFor(lines)) return StockErrors.HoldDiffers;
        if (earlier.State is ReservationState.Held or ReservationState.Committed) return Unit.Value;

        // The earlier attempt to place lapsed before its order existed; the buyer tries again.
        if (await stock.HoldAgain(lines, ct) is HoldOutcome.Short(var available)) return StockErrors.Insufficient(available);
        return earlier.HoldAgain(request.Until, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
