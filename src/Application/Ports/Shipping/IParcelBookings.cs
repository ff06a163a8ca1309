using Marketplace.Kernel;

namespace Marketplace.Ports.Shipping;

/// <summary>A parcel as its carrier has to know it.</summary>
/// <param name="Wanted">True while the seller waits for the label.</param>
public sealed record ParcelBooking(string Carrier, BookingRequest Request, bool Wanted);

/// <summary>Published query of Shipping: parcels as bookings.</summary>
public interface IParcelBookings
{
    /// <summary>The booking of a parcel; null when there is no such parcel.</summary>
    Task<ParcelBooking?> Of(ShipmentId shipment, CancellationToken ct);
}
