using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Shipping;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Books a parcel with its carrier and hands the answer over; a lost answer is asked again with the same
/// key.</summary>
public sealed class BookCourierErrand(
    IParcelBookings parcels, IProviders<ICourier> carriers, IUseCase<RecordBooking, Unit> record)
    : IErrand<BookCourier>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(BookCourier command, CancellationToken ct)
    {
        if (await parcels.Of(command.Shipment, ct) is not { Wanted: true } parcel) return Result.Ok;

        var outcome = carriers.Find(parcel.Carrier) is { } carrier
            ? await carrier.Book(parcel.Request, ct)
            : new BookingOutcome.Refused("carrier-unavailable", "This carrier is not enabled.");
        if (outcome is BookingOutcome.Unknown { Why: var why })
            return new Error(ErrorKind.Unavailable, "booking-unknown", $"The carrier did not answer: {why}");

        return (await record.Handle(new RecordBooking(command.Shipment, outcome), ct))
            .Failed(out var refusal) ? refusal : Result.Ok;
    }
}
