using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Shipping.Messages;
using static Marketplace.Application.Shipping.PickupStoragePhase;

namespace Marketplace.Application.Shipping;

/// <summary>Sends a parcel back that nobody fetched from its pickup point in time.</summary>
public sealed class PickupStorageSaga : Saga<PickupStorage, PickupStoragePhase>
{
    /// <summary>The table of moves.</summary>
    public PickupStorageSaga() : base(state => state.Phase)
    {
        Start<ShipmentUpdated>(e => e.StoreUntil is { } until
            ? To(new PickupStorage(e.Shipment, Storing)).Wake(until, new PickupStorageDue(e.Shipment))
            : null);

        When<PickupStorageDue>(Storing, (s, _) => To(s with { Phase = Left }).Send(new ReturnStoredParcel(s.Shipment)));
        When<ShipmentUpdated>(Storing, (s, e) => e.Status == "AT_PICKUP_POINT" ? null : To(s with { Phase = Left }));
        When<ShipmentDelivered>(Storing, (s, _) => To(s with { Phase = Left }));
        When<ShipmentFailed>(Storing, (s, _) => To(s with { Phase = Left }));
        End(Left);
    }
}

/// <summary>A parcel at a pickup point.</summary>
public sealed record PickupStorage(ShipmentId Shipment, PickupStoragePhase Phase);

/// <summary>Phases of <see cref="PickupStorageSaga"/>.</summary>
public enum PickupStoragePhase
{
    /// <summary>Waits for its buyer.</summary>
    Storing,

    /// <summary>Fetched or sent back.</summary>
    Left,
}

/// <summary>The storage time is over.</summary>
[Message("timer.pickup-storage")]
public sealed record PickupStorageDue(ShipmentId Shipment) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Shipment.Value;
}
