using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Adapters.Shipping.Local;

/// <summary>Books with the outside dispatcher if there is one; otherwise the marketplace's own courier tasks are the
/// booking.</summary>
internal sealed class LocalCourier(LocalOptions options, HttpClient http) : ICourier
{
    public Task<RateOutcome> Rates(RateRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var tariff = options.Tariffs.Find(t => t.Currency == request.DeclaredValue.Currency.Code);
        return Task.FromResult<RateOutcome>(
            tariff is null ? new RateOutcome.Refused("currency-not-served")
            : Refusal(
                request.From, request.To, request.Parcels.Sum(p => (long)p.WeightGrams)) is { Code: "too-heavy" } heavy
                ? new RateOutcome.Refused(heavy.Code)
            : new RateOutcome.Offered(LocalTariff.Rates(tariff, request)));
    }

    public async Task<BookingOutcome> Book(BookingRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Refusal(request.From, request.To, request.Parcels.Sum(p => (long)p.WeightGrams)) is { } refused) return refused;
        if (options.DispatchUrl is null)
            return new BookingOutcome.Booked(Reference(request.Shipment), Number(request.Shipment), null);

        var answer = await Ask<Delivery>(HttpMethod.Post, "deliveries", NewDelivery.Of(request), request.Key, ct);
        return answer switch
        {
            { Body: { Reference: { Length: > 0 } reference, TrackingNumber: { Length: > 0 } number } booked } =>
                new BookingOutcome.Booked(reference, number, booked.Label),
            { Refused: { } refusal } => new BookingOutcome.Refused(refusal.Code, refusal.Message ?? ""),
            _ => new BookingOutcome.Unknown(answer.Why),
        };
    }

    public async Task<BookingOutcome> Cancel(ShipmentId shipment, string reference, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (options.DispatchUrl is null) return new BookingOutcome.Cancelled();

        var answer = await Ask<Delivery>(HttpMethod.Post, $"{One(reference)}/cancel", null, $"{shipment}:cancel", ct);
        return answer switch
        {
            { Body.State: "cancelled" } => new BookingOutcome.Cancelled(),
            { Refused: { } refusal } => new BookingOutcome.Refused(refusal.Code, refusal.Message ?? ""),
            _ => new BookingOutcome.Unknown(answer.Why),
        };
    }

    public async Task<TrackingOutcome> Track(ShipmentId shipment, string reference, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();

        // The own tasks report where they are kept; here is nothing to add.
        if (options.DispatchUrl is null)
            return reference == Reference(shipment) ? new TrackingOutcome.Found([]) : new TrackingOutcome.NotFound();

        var answer = await Ask<Delivery>(HttpMethod.Get, One(reference), null, null, ct);
        return answer switch
        {
            { Body.Events: { } events } => new TrackingOutcome.Found(News.Events(events)),
            { Refused.Status: HttpStatusCode.NotFound } => new TrackingOutcome.NotFound(),
            _ => new TrackingOutcome.Unavailable(answer.Why),
        };
    }

    public CarrierNews? Read(CarrierWebhook webhook) =>
        options.WebhookSecret is { Length: > 0 } secret ? News.Read(webhook, secret) : null;

    // The same parcel always has the same reference: a repeated booking is the booking.
    private static string Reference(ShipmentId shipment) => $"local-{shipment.Value:N}";

    private static string Number(ShipmentId shipment) => $"LC{shipment.Value.ToString("N")[^12..].ToUpperInvariant()}";

    private static string One(string reference) => $"deliveries/{Uri.EscapeDataString(reference)}";

    private BookingOutcome.Refused? Refusal(Address from, Address to, long grams)
    {
        if (grams > options.MaxWeightGrams)
            return new BookingOutcome.Refused("too-heavy", $"Couriers carry up to {options.MaxWeightGrams} g.");
        return string.Equals(from.Country, to.Country, StringComparison.OrdinalIgnoreCase)
            ? null
            : new BookingOutcome.Refused("out-of-zone", "Couriers do not cross borders.");
    }

    /// <summary>Only an answer that was understood is an answer; whatever else happens on the way is doubt.</summary>
    private async Task<Answer<T>> Ask<T>(HttpMethod method, string path, object? body, string? key,
        CancellationToken ct) where T : class
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), DispatchWire.Json);
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add(
            Signature.Header, Signature.Sign(options.WebhookSecret ?? "", TimeProvider.System.GetUtcNow(), bytes));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var response = await http.SendAsync(request, ct);
            var content = await response.Content.ReadAsByteArrayAsync(ct);
            return response.IsSuccessStatusCode
                ? new Answer<T>(JsonSerializer.Deserialize<T>(content, DispatchWire.Json), null, "The answer says nothing.")
                : Refused<T>(response.StatusCode, content);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
        {
            return new Answer<T>(null, null, e.Message);
        }
    }

    // A refusal is a 4xx that names its reason; asking too often or too early (408, 425, 429) is not one.
    private static Answer<T> Refused<T>(HttpStatusCode status, byte[] content) where T : class
    {
        if ((int)status is < 400 or >= 500 or 408 or 425 or 429) return new Answer<T>(null, null, $"HTTP {(int)status}");
        var refusal = JsonSerializer.Deserialize<Refusal>(content, DispatchWire.Json);
        return refusal is { Code.Length: > 0 }
            ? new Answer<T>(null, refusal with { Status = status }, "")
            : new Answer<T>(null, null, $"HTTP {(int)status} without a reason");
    }

    private sealed record Answer<T>(T? Body, Refusal? Refused, string Why) where T : class;
}
