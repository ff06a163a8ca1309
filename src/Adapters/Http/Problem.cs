using System.Diagnostics;
using System.Text.Json;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http;

/// <summary>Refusals on the wire: RFC 9457 <c>application/problem+json</c> with code, trace id and field pointers.</summary>
public static class Problem
{
    /// <summary>Where a request keeps the seconds after which it is worth trying again.</summary>
    internal static readonly object RetryAfter = new();

    private const string Json = "application/problem+json; charset=utf-8";

    /// <summary>The status of a kind of refusal.</summary>
    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => 422,
        ErrorKind.Unauthenticated => 401,
        ErrorKind.Forbidden => 403,
        ErrorKind.NotFound => 404,
        ErrorKind.Conflict => 409,
        ErrorKind.Stale => 412,
        ErrorKind.Held => 423,
        _ => 503,
    };

    /// <summary>An endpoint's answer to a refusal.</summary>
    public static IResult From(Error error) => new ProblemResult(StatusOf(error.Kind), error);

    /// <summary>An endpoint's or middleware's answer with a status of its own (400, 413, 415, 428, 429…).</summary>
    public static IResult Of(int status, string code, string detail, params FieldError[] fields) =>
        new ProblemResult(status, new Error(ErrorKind.Invalid, code, detail, fields.Length == 0 ? null : fields));

    /// <summary>Writes a problem where no endpoint result can.</summary>
    public static Task Write(HttpContext context, int status, string code, string detail, params FieldError[] fields) =>
        Of(status, code, detail, fields).ExecuteAsync(context);

    private sealed class ProblemResult(int status, Error error) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = Json;
            response.Headers.CacheControl = "no-store";
            if (status is 401) response.Headers.WWWAuthenticate = "Bearer";
            if (status is 503 or 429 || error.Code == "request-in-progress")
                response.Headers.RetryAfter = httpContext.Items[RetryAfter] as string ?? "1";
            response.Headers.ContentLanguage = Titles.LanguageOf(httpContext);

            await using var json = new Utf8JsonWriter(response.BodyWriter.AsStream(leaveOpen: true));
            json.WriteStartObject();
            json.WriteString("type", "/problems/" + error.Code);
            json.WriteString("title", Titles.Of(httpContext, error.Code, status));
            json.WriteNumber("status", status);
            json.WriteString("detail", error.Message);
            json.WriteString("instance", httpContext.Request.Path);
            json.WriteString("code", error.Code);
            json.WriteString("traceId", Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier);
            WriteFields(json);
            foreach (var (name, value) in error.Facts ?? new Dictionary<string, object?>())
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, Wire.Json);
            }

            json.WriteEndObject();
            await json.FlushAsync(httpContext.RequestAborted);
        }

        private void WriteFields(Utf8JsonWriter json)
        {
            if (error.Fields is not { Count: > 0 } fields) return;
            json.WriteStartArray("errors");
            foreach (var field in fields)
            {
                json.WriteStartObject();
                json.WriteString("pointer", field.Pointer);
                json.WriteString("code", field.Code);
                json.WriteString("message", field.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
