using System.Net;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>Carries the gateway's requests to the simulator of the same process: the wire's bytes without the wire.</summary>
internal sealed class InProcess(SimulatorFront front) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var key = request.Headers.TryGetValues(Wire.WireFormat.KeyHeader, out var keys) ? keys.First() : null;
        var answer = await front.Handle(new SimRequest(
            request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, key,
            request.Headers.Authorization?.ToString(), body), cancellationToken);
        if (answer == SimAnswer.Cut) throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut.");

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new ByteArrayContent(answer.Body), RequestMessage = request,
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        return response;
    }
}
