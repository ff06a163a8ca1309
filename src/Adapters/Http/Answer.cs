using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http;

/// <summary>How endpoints answer: a result becomes a body with its status, or a problem.</summary>
public static class Answer
{
    /// <summary>200 with the value.</summary>
    public static IResult Ok<T>(Result<T> result) => Ok(result, value => value);

    /// <summary>200 with a body made from the value.</summary>
    public static IResult Ok<T, TBody>(Result<T> result, Func<T, TBody> body) =>
        result.Succeeded(out var value, out var error) ? TypedResults.Json(body(value), Wire.Json) : Problem.From(error);

    /// <summary>201 with a location and a body.</summary>
    public static IResult Created<T, TBody>(Result<T> result, Func<T, string> location, Func<T, TBody> body) =>
        result.Succeeded(out var value, out var error) ? new CreatedResult<TBody>(location(value), body(value)) : Problem.From(error);

    /// <summary>202 with the location of an operation or resource in the making.</summary>
    public static IResult Accepted<T, TBody>(Result<T> result, Func<T, string> location, Func<T, TBody> body) =>
        result.Succeeded(out var value, out var error) ? TypedResults.Accepted(location(value), body(value)) : Problem.From(error);

    /// <summary>204.</summary>
    public static IResult NoContent<T>(Result<T> result) => result.Failed(out var error) ? Problem.From(error) : TypedResults.NoContent();

    /// <summary>200 with a strong ETag from the row version, or 304 when the client has it.</summary>
    public static IResult Tagged<T>(Result<T> result, Func<T, uint> version) =>
        result.Succeeded(out var value, out var error) ? new TaggedResult<T>(value, Tag(version(value))) : Problem.From(error);

    /// <summary>200 with a strong ETag over the body, or 304 when the client has it; for views of several rows.</summary>
    public static IResult Tagged<T>(Result<T> result) =>
        result.Succeeded(out var value, out var error) ? new TaggedResult<T>(value, null) : Problem.From(error);

    /// <summary>The ETag of a row version.</summary>
    public static string Tag(uint version) => $"\"{version}\"";

    private sealed class CreatedResult<T>(string location, T body) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => 201;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = 201;
            httpContext.Response.Headers.Location = location;
            return httpContext.Response.WriteAsJsonAsync(body, Wire.Json, "application/json; charset=utf-8", httpContext.RequestAborted);
        }
    }

    private sealed class TaggedResult<T>(T body, string? tag) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => 200;

        public Task ExecuteAsync(HttpContext httpContext) =>
            Bytes(httpContext, JsonSerializer.SerializeToUtf8Bytes(body, Wire.Json), tag);
    }

    /// <summary>Writes ready JSON with its ETag, or 304.</summary>
    public static async Task Bytes(HttpContext context, ReadOnlyMemory<byte> json, string? tag)
    {
        tag ??= $"\"{Convert.ToHexStringLower(Digest(json.Span))}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch.ToString() is { Length: > 0 } known && known.Split(',').Any(k => k.Trim() == tag || k.Trim() == "*"))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private static byte[] Digest(ReadOnlySpan<byte> json) => SHA256.HashData(json)[..16];
}
