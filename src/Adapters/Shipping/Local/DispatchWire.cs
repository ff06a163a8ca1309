using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;

namespace Marketplace.Adapters.Shipping.Local;

/// <summary>How the adapter and a dispatcher write to each other.</summary>
internal static class DispatchWire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

/// <summary>A delivery as the dispatcher is asked for it.</summary>
internal sealed record NewDelivery(
    Guid ShipmentId, string Service, Address From, Address To, IReadOnlyList<ParcelSize> Packages, long Value,
    string Currency)
{
    public static NewDelivery Of(BookingRequest r) => new(
        r.Shipment.Value, r.Service, r.From, r.To, r.Parcels, r.DeclaredValue.Minor, r.DeclaredValue.Currency.Code);
}

/// <summary>A delivery as the dispatcher tells it.</summary>
internal sealed record Delivery(
    string? Reference, string? TrackingNumber, Uri? Label, string? State, IReadOnlyList<DeliveryEvent>? Events);

/// <summary>One event of a delivery, in the dispatcher's own states.</summary>
internal sealed record DeliveryEvent(string? Id, string? State, string? Reason, DateTimeOffset At, string? Place);

/// <summary>A webhook of the dispatcher.</summary>
internal sealed record DeliveryWebhook(
    string? Id, Guid ShipmentId, string? Reference, IReadOnlyList<DeliveryEvent>? Events);

/// <summary>Why the dispatcher says no.</summary>
internal sealed record Refusal(string Code, string? Message)
{
    [JsonIgnore]
    public HttpStatusCode Status { get; init; }
}
