using System.Diagnostics.Metrics;
using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Where payment providers tell their news: proven over the raw bytes, stored, thanked for; acted on later (quality R22).</summary>
public sealed class PaymentWebhookEndpoints : IEndpoints
{
    private const int BodyLimit = 64 * 1024;

    private static readonly Meter Meter = new("Marketplace.Webhooks");
    private static readonly Counter<long> Received = Meter.CreateCounter<long>("marketplace.webhook.received");

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/webhooks/payments/{provider}", Receive)
        .Anyone().WithMetadata(new LargeBody(BodyLimit), new IgnoresBadToken()).WithTags("Webhooks").WithSummary("News from a payment provider")
        .Produces(204);

    private static async Task<IResult> Receive(
        string provider, HttpRequest request, IProviders<IPaymentGateway> gateways, IUseCase<ReceiveWebhook, Unit> receive, CancellationToken ct)
    {
        if (gateways.Find(provider) is not { } gateway) return Problem.Of(404, "provider-unknown", "No such provider is enabled.");
        if (await Body(request, ct) is not { } body) return Problem.Of(413, "body-too-large", "The body is larger than this operation takes.");

        // A provider's signature carries the real time, wherever a sandbox market's clock may stand.
        var headers = request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal);
        var news = gateway.Read(new IncomingWebhook(body, headers, TimeProvider.System.GetUtcNow()));
        Received.Add(1, new("provider", provider), new("genuine", news is not null));
        if (news is null || news.EventId.Length is 0 or > 255)
            return Problem.Of(401, "webhook-unproven", "Nothing proves that this comes from the provider.");

        var stored = await receive.Handle(new ReceiveWebhook(provider, news, body), ct);
        return stored.Failed(out var error) ? Problem.From(error) : TypedResults.NoContent();
    }

    private static async Task<byte[]?> Body(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > BodyLimit) return null;

        using var body = new MemoryStream((int)(request.ContentLength ?? 1024));
        var chunk = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(chunk, ct)) > 0;)
        {
            body.Write(chunk, 0, read);
            if (body.Length > BodyLimit) return null;
        }

        return body.ToArray();
    }
}
