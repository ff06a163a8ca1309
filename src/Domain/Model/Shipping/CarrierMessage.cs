using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>A carrier's genuine webhook as it came, kept once per event id.</summary>
public sealed class CarrierMessage : Aggregate<MessageId>
{
    private CarrierMessage(MessageId id, string carrier, string eventId) : base(id) =>
        (Carrier, EventId) = (carrier, eventId);

    /// <summary>Who sent it.</summary>
    public string Carrier { get; private set; }

    /// <summary>The carrier's id of it.</summary>
    public string EventId { get; private set; }

    /// <summary>The parcel it is about.</summary>
    public ShipmentId Shipment { get; private set; }

    /// <summary>The raw body.</summary>
    [Personal]
    public byte[] Body { get; private set; } = [];

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Keeps a message.</summary>
    public static CarrierMessage Received(
        MessageId id, string carrier, string eventId, ShipmentId shipment, byte[] body, DateTimeOffset at) =>
        new(id, carrier, eventId) { Shipment = shipment, Body = body, ReceivedAt = at };
}

/// <summary>Carrier webhooks that came.</summary>
public interface ICarrierMessages
{
    /// <summary>True when the carrier's event was taken before.</summary>
    Task<bool> Has(string carrier, string eventId, CancellationToken ct);

    /// <summary>Keeps a new message.</summary>
    void Add(CarrierMessage message);
}
