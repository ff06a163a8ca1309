using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Shipping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Shipping;

/// <summary>Where carriers report: the signature is the only proof asked for.</summary>
public sealed class CarrierWebhooks : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/carriers/{carrier}", Take).Anyone().WithTags("Webhooks")
            .WithSummary("News from a carrier")
            .Accepts<object>("application/json").Produces(204);

    private static async Task<IResult> Take(
        string carrier, HttpContext context, IProviders<ICourier> carriers, IUseCase<TakeCarrierNews, Unit> take,
        CancellationToken ct)
    {
        if (carriers.Find(carrier) is not { } courier)
            return Problem.Of(404, "carrier-not-found", "There is no such carrier.");

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, ct);
        var bytes = body.ToArray();
        // A signature is fresh by the real time, also where the market is ahead of it.
        var headers = context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString());
        if (courier.Read(new CarrierWebhook(bytes, headers, TimeProvider.System.GetUtcNow())) is not { } news)
            return Problem.Of(401, "signature-invalid", "The signature does not prove where this came from.");

        return Answer.NoContent(await take.Handle(new TakeCarrierNews(carrier, news, bytes), ct));
    }
}
