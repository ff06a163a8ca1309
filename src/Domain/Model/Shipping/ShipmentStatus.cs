namespace Marketplace.Domain.Shipping;

/// <summary>Where a parcel is (product §4.8).</summary>
public enum ShipmentStatus
{
    /// <summary>Packed on paper: lines, weight, size.</summary>
    Draft,

    /// <summary>Booked with its carrier, or labelled for own delivery.</summary>
    LabelReady,

    /// <summary>With the carrier.</summary>
    HandedOver,

    /// <summary>On its way.</summary>
    InTransit,

    /// <summary>On the last mile.</summary>
    OutForDelivery,

    /// <summary>An attempt at the door failed.</summary>
    DeliveryFailed,

    /// <summary>Waits for its buyer at a pickup point.</summary>
    AtPickupPoint,

    /// <summary>On its way back to the seller.</summary>
    Returning,

    /// <summary>With the buyer, with proof.</summary>
    Delivered,

    /// <summary>Back with the seller.</summary>
    Returned,

    /// <summary>Nobody knows where it is, for good.</summary>
    Lost,

    /// <summary>Called off before hand-over.</summary>
    Cancelled,
}
