using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Shipping;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Tells a carrier that a parcel will not come; a refusal is final, the carrier then returns what it
/// has.</summary>
public sealed class CancelBookingErrand(IParcelBookings parcels, IProviders<ICourier> carriers) : IErrand<CancelBooking>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(CancelBooking command, CancellationToken ct)
    {
        if (await parcels.Of(command.Shipment, ct) is not { } parcel || carriers.Find(parcel.Carrier) is not { } carrier)
            return Result.Ok;

        var outcome = await carrier.Cancel(command.Shipment, command.Reference, ct);
        return outcome is BookingOutcome.Unknown { Why: var why }
            ? new Error(ErrorKind.Unavailable, "cancellation-unknown", $"The carrier did not answer: {why}")
            : Result.Ok;
    }
}
