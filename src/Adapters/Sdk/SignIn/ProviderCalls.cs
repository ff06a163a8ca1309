using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Marketplace.Adapters.Sdk.SignIn;

/// <summary>The provider gives no answer that can be understood: away, broken, too busy, or we are not let in.</summary>
/// <param name="why">Short and without secrets.</param>
public sealed class ProviderAwayException(string why) : Exception(why);

/// <summary>An answer in JSON: an object or a list.</summary>
public sealed record ProviderAnswer(HttpStatusCode Status, JsonElement Body, TimeSpan? MaxAge)
{
    /// <summary>True for 2xx.</summary>
    public bool IsGood => (int)Status is >= 200 and < 300;

    /// <summary>A text of the answer's object; null when it is not there or no text.</summary>
    public string? Text(string name) => Text(Body, name);

    /// <summary>A text of an object; null when it is not there or no text.</summary>
    public static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"ProviderAnswer {(int)Status} ***";
}

/// <summary>Asks a sign-in provider. A call is made once: codes count once, and a person waits (quality §7).</summary>
public sealed class ProviderCalls(HttpClient http)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a document.</summary>
    public Task<ProviderAnswer> Get(Uri address, Action<HttpRequestHeaders>? with, CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Get, address), with, ct);

    /// <summary>Sends a form.</summary>
    public Task<ProviderAnswer> Post(
        Uri address, IReadOnlyDictionary<string, string> form, Action<HttpRequestHeaders>? with, CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) }, with, ct);

    private async Task<ProviderAnswer> Send(HttpRequestMessage request, Action<HttpRequestHeaders>? with, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using (request)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            with?.Invoke(request.Headers);
            try
            {
                using var response = await http.SendAsync(request, ct);
                if ((int)response.StatusCode is >= 500 or >= 300 and < 400 or 429)
                    throw new ProviderAwayException($"HTTP {(int)response.StatusCode}");

                var bytes = await response.Content.ReadAsByteArrayAsync(ct);
                using var document = JsonDocument.Parse(bytes, Strict);
                return new ProviderAnswer(response.StatusCode, document.RootElement.Clone(), response.Headers.CacheControl?.MaxAge);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
            {
                throw new ProviderAwayException(e.GetType().Name);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new ProviderAwayException("no answer in time");
            }
        }
    }
}
