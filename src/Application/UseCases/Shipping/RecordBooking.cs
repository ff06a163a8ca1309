using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>A carrier answered a booking; a parcel booked with the market's own fleet becomes a courier's task.</summary>
public sealed record RecordBooking(ShipmentId Shipment, BookingOutcome Outcome);

/// <summary>Handles <see cref="RecordBooking"/>.</summary>
public sealed class RecordBookingHandler(IShipments shipments, ICourierTasks tasks, TimeProvider clock)
    : IUseCase<RecordBooking, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RecordBooking request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        if (parcel is null) return ShipmentErrors.NotFound(request.Shipment);

        var now = clock.GetUtcNow();
        if (request.Outcome is BookingOutcome.Refused refused) parcel.BookingRefused(refused.Code, now);
        if (request.Outcome is not BookingOutcome.Booked booked) return Unit.Value;

        if (parcel.Booked(booked.Reference, booked.TrackingNumber, booked.Label, now).Failed(out var refusal))
            return refusal;
        if (parcel is { Carrier: Carriers.Fleet, Status: ShipmentStatus.LabelReady }
            && await tasks.OpenOf(parcel.Id, ct) is null)
            tasks.Add(CourierTask.For(CourierTaskId.New(now), parcel.Id, now));

        return Unit.Value;
    }
}
