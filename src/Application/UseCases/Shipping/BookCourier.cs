using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Books a parcel with its carrier and hands the answer over; a lost answer is asked again with the same key.</summary>
public sealed class BookCourierErrand(
    IQuery<GetBooking, BookingView> parcels, IProviders<ICourier> carriers, IUseCase<RecordBooking, Unit> record) : IErrand<BookCourier>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(BookCourier command, CancellationToken ct)
    {
        var found = await parcels.Handle(new GetBooking(command.Shipment), ct);
        if (found.Failed(out var missing, out var parcel)) return missing;
        if (!parcel.Wanted) return Result.Ok;

        var outcome = carriers.Find(parcel.Carrier) is { } carrier
            ? await carrier.Book(Request(parcel), ct)
            : new BookingOutcome.Refused("carrier-unavailable", "This carrier is not enabled.");
        if (outcome is BookingOutcome.Unknown { Why: var why })
            return new Error(ErrorKind.Unavailable, "booking-unknown", $"The carrier did not answer: {why}");

        return (await record.Handle(new RecordBooking(command.Shipment, outcome), ct)).Failed(out var refusal) ? refusal : Result.Ok;
    }

    private static BookingRequest Request(BookingView parcel) => new(
        parcel.Shipment, parcel.Service, parcel.From, parcel.To,
        [.. parcel.Pieces.Select(p => new ParcelSize(p.WeightGrams, p.LengthMm, p.WidthMm, p.HeightMm))],
        parcel.DeclaredValue, $"{parcel.Shipment}:{parcel.Attempt}");
}

/// <summary>What a carrier has to know of a parcel.</summary>
public sealed record GetBooking(ShipmentId Shipment);

/// <summary>The parcel as a booking; wanted while the seller waits for the label.</summary>
public sealed record BookingView(
    ShipmentId Shipment, string Carrier, string Service, Address From, Address To, IReadOnlyList<ParcelMeasure> Pieces,
    Money DeclaredValue, int Attempt, bool Wanted);
