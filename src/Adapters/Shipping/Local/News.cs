using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Adapters.Shipping.Local;

/// <summary>Translates a dispatcher's events into the marketplace's statuses.</summary>
internal static class News
{
    /// <summary>Genuine, readable news; null for anything else.</summary>
    public static CarrierNews? Read(CarrierWebhook webhook, string secret)
    {
        if (!webhook.Headers.TryGetValue(Signature.Header, out var header)
            || !Signature.Proves(header, secret, webhook.At, webhook.Body.Span)) return null;
        try
        {
            var told = JsonSerializer.Deserialize<DeliveryWebhook>(webhook.Body.Span, DispatchWire.Json);
            return told is { Id: { Length: > 0 and <= 200 } id, Reference: { } reference, Events: { } events }
                && told.ShipmentId != Guid.Empty
                ? new CarrierNews(id, new ShipmentId(told.ShipmentId), reference, Events(events))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Known events, oldest first.</summary>
    public static IReadOnlyList<CarrierEvent> Events(IReadOnlyList<DeliveryEvent> events) =>
    [
        .. from e in events
           where e is { Id.Length: > 0, State: not null }
           let status = Status(e.State!)
           where status is not null
           orderby e.At
           select new CarrierEvent(
               e.Id!, status, e.Reason is { Length: > 0 } reason ? $"{e.State}:{reason}" : e.State!, e.At, e.Place),
    ];

    // Stages before pickup move nothing; a damaged parcel is as gone as a lost one and opens the same claim.
    private static string? Status(string state) => state switch
    {
        "created" or "offered" or "assigned" or "arrived_pickup" => "LABEL_READY",
        "picked_up" => "HANDED_OVER",
        "in_transit" => "IN_TRANSIT",
        "en_route" or "arrived_drop" => "OUT_FOR_DELIVERY",
        "ready_for_pickup" => "AT_PICKUP_POINT",
        "delivered" => "DELIVERED",
        "attempt_failed" => "DELIVERY_FAILED",
        "returning" => "RETURNING",
        "returned" => "RETURNED",
        "lost" or "damaged" => "LOST",
        "cancelled" => "CANCELLED",
        _ => null,
    };
}

/// <summary>Proves origin and freshness: <c>t=unix seconds,v1=hex of HMAC-SHA256(secret, "t.body")</c>, five
/// minutes.</summary>
internal static class Signature
{
    public const string Header = "x-signature";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Mac(secret, time, body))}";
    }

    public static bool Proves(string header, string secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        if (header.Length > 512) return false;
        var parts = header.Split(',', StringSplitOptions.TrimEntries);
        var time = parts.FirstOrDefault(p => p.StartsWith("t=", StringComparison.Ordinal))?[2..];
        var mac = parts.FirstOrDefault(p => p.StartsWith("v1=", StringComparison.Ordinal))?[3..];
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > 253_402_300_799) return false;
        if ((DateTimeOffset.FromUnixTimeSeconds(seconds) - now).Duration() > Tolerance) return false;
        return mac is { Length: 64 } && mac.All(char.IsAsciiHexDigit)
            && CryptographicOperations.FixedTimeEquals(Mac(secret, time!, body), Convert.FromHexString(mac));
    }

    private static byte[] Mac(string secret, string time, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(time + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
