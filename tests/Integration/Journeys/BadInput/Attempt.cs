using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marketplace.Tests.Integration.Journeys.BadInput;

/// <summary>One request that should be refused with manners, or accepted.</summary>
internal sealed partial record Attempt(Operation Operation, string Caller, string Target, string What)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The body; null sends none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>What the body claims to be.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The key; empty sends none.</summary>
    public string Key { get; init; } = "";

    /// <summary>The version; empty sends none.</summary>
    public string IfMatch { get; init; } = "*";

    /// <summary>Sends it; the answer is its status and what is wrong with the answer, if anything.</summary>
    public async Task<(int Status, string? Fault)> Send(HttpClient client)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Operation.Method), new Uri(client.BaseAddress!, Target));
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
            if (Body.Length > 1_000_000) request.Headers.ExpectContinue = true;
        }

        if (Key != "") request.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        if (IfMatch != "") request.Headers.TryAddWithoutValidation("If-Match", IfMatch);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var response = await client.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            return ((int)response.StatusCode, Fault(response, text) is { } fault ? $"{fault}: {text[..Math.Min(text.Length, 300)]}" : null);
        }
        catch (OperationCanceledException)
        {
            return (0, $"no answer in {Patience}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Operation} by {Caller}, {What}";

    private static string? Fault(HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status >= 500) return $"{status}";
        if (Inside().Match(text) is { Success: true } inside) return $"{status} shows '{inside.Value}'";
        if (status < 400) return null;
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return $"{status} is no problem+json";

        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        foreach (var field in (string[])["type", "code", "traceId", "title"])
        {
            if (!problem.TryGetProperty(field, out var value) || value.GetString() is not { Length: > 0 }) return $"{status} without {field}";
        }

        if (problem.GetProperty("status").GetInt32() != status) return $"{status} says another status";
        return Pointers(problem, response.StatusCode);
    }

    private static string? Pointers(JsonElement problem, HttpStatusCode status)
    {
        var listed = problem.TryGetProperty("errors", out var errors);
        if (problem.GetProperty("code").GetString() is "malformed-json" or "validation-failed" && (!listed || errors.GetArrayLength() == 0))
            return $"{(int)status} names no field";
        if (!listed) return null;
        return errors.EnumerateArray().All(e => Pointer().IsMatch(e.GetProperty("pointer").GetString()!) && e.GetProperty("code").GetString() is { Length: > 0 })
            ? null
            : $"{(int)status} has a pointer that is none";
    }

    [GeneratedRegex(@"Npgsql|System\.|Microsoft\.|\bat Marketplace|StackTrace|EntityFramework|\bSELECT\s.+\sFROM\b|INSERT INTO|duplicate key|violates |syntax error at|relation \\?""")]
    private static partial Regex Inside();

    [GeneratedRegex("^(/[^/]*)*$")]
    private static partial Regex Pointer();
}
