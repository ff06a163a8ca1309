using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Adapters.Http.Guards;
using Marketplace.Application;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Adapters.Http;

/// <summary>What every API request passes: who calls, may they, under which key, and what a crash looks like from outside.</summary>
public sealed partial class RequestPipeline(RequestDelegate next, RequestLimits limits, ILogger<RequestPipeline> log)
{
    private const long BodyLimit = 1024 * 1024;
    // A twin on another host meets this one at the once-table instead.
    private static readonly ConcurrentDictionary<(string Scope, string Key), bool> Running = new();

    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        LimitBody(context);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var endpoint = context.GetEndpoint();
            RefuseZeroCharacters(context.Request);
            if (endpoint?.Metadata.GetMetadata<Access>() is { } access && !await Admit(context, endpoint, access)) return;
            await next(context);
            if (!context.Response.HasStarted && context.Response is { StatusCode: 404 or 405 or 415, ContentLength: null, ContentType: null })
                await Problem.Write(context, context.Response.StatusCode, CodeOf(context.Response.StatusCode), "There is nothing like this here.");
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            var (status, code, detail, fields) = Malformed.Explain(e);
            await Problem.Write(context, status, code, detail, fields);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to answer.
            context.Response.StatusCode = 499;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            RequestFailed(log, e, context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched");
            await Problem.Write(context, 503, "temporarily-unavailable", "Something we depend on failed; nothing was changed. Try again.");
        }
        finally
        {
            if (context.Items.Remove(typeof(RequestPipeline), out var claim)) Running.TryRemove(((string, string))claim!, out _);
            Note(context, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private static void RefuseZeroCharacters(HttpRequest request)
    {
        if (request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is not true) return;
        var named = request.Query.FirstOrDefault(p => p.Value.ToString().Contains('\0', StringComparison.Ordinal)).Key;
        throw named is null
            ? new BadHttpRequestException("Text has no zero characters.")
            : new MalformedParameterException(named, "Text has no zero characters.");
    }

    private async Task<bool> Admit(HttpContext context, Endpoint endpoint, Access access)
    {
        var invocation = context.RequestServices.GetRequiredService<Invocation>();
        invocation.Client = new(
            context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Headers.UserAgent.ToString());
        var (caller, badToken) = await Caller.Read(context, context.RequestServices.GetRequiredService<IAccessTokens>());
        context.Features.Set(caller);
        if (!await limits.Admit(context, endpoint, caller)) return false;
        if (badToken && !(access.IsOpen && endpoint.Metadata.GetMetadata<IgnoresBadToken>() is not null))
        {
            await Problem.Write(context, 401, "token-invalid", "The access token is not valid or has expired.");
            return false;
        }

        if (caller.NamesForeignShop)
        {
            await Problem.Write(context, 404, "shop-not-found", "There is no such shop, or you do not work there.");
            return false;
        }

        if (caller.Scopes is { } scopes && !await AdmitKey(context, endpoint, scopes)) return false;
        if (!access.IsOpen && !(access.Permission is { } needed ? caller.May(needed) : access.Roles.Any(caller.Is)))
        {
            await Refuse(context, endpoint, access, caller);
            return false;
        }

        if (caller.User is not null) context.Response.Headers.CacheControl = "no-store";
        if (endpoint.Metadata.GetMetadata<PersonalRead>() is { } personal && caller.IsStaff && HttpMethods.IsGet(context.Request.Method))
            await Noting.Write(context, endpoint, caller, personal.EntityType, "read");
        if (endpoint.Metadata.GetMetadata<IfMatchRequired>() is not null && context.Request.Headers.IfMatch.Count == 0)
        {
            await Problem.Write(context, 428, "if-match-required", "Send the ETag you read as If-Match.");
            return false;
        }

        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || await Introduce(context, endpoint, caller);
    }

    private static async Task Refuse(HttpContext context, Endpoint endpoint, Access access, Caller caller)
    {
        var inShops = access.Roles.Any(SystemRoles.OfShops.Contains);
        var (status, code, detail) =
            caller.User is null ? (401, "sign-in-required", "This needs a signed-in account.")
            : caller.Shop is null && inShops && caller.Posts.Count > 1
                ? (400, "shop-not-chosen", "You work for several shops: name one in X-Shop (GET /me/shops lists them).")
            : (403, "forbidden", "The account's roles do not allow this.");

        // Whoever was trusted with something and tries more leaves a trace; buyers who lose their way do not.
        if (status == 403 && (caller.IsStaff || caller.WorksForOthers))
            await Noting.Write(context, endpoint, caller, "operation", "refused");
        await Problem.Write(context, status, code, detail);
    }

    private static async Task<bool> AdmitKey(HttpContext context, Endpoint endpoint, IReadOnlyList<string> scopes)
    {
        var needed = endpoint.Metadata.GetMetadata<OpenToKeys>()?.ScopeFor(context.Request.Method);
        if (needed is not null && scopes.Contains(needed)) return true;

        await Problem.Write(context, 403, needed is null ? "not-for-keys" : "scope-missing",
            needed is null ? "API keys may not do this." : $"The API key lacks the scope {needed}.");
        return false;
    }

    private static async Task<bool> Introduce(HttpContext context, Endpoint endpoint, Caller caller)
    {
        var invocation = context.RequestServices.GetRequiredService<Invocation>();
        invocation.Action = Noting.ActionOf(context, endpoint);
        (invocation.Session, invocation.ActingKey) = (caller.Session?.Value, caller.Key?.Value);
        invocation.RequestId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        (invocation.Actor, invocation.Role) = (caller.User?.ToString() ?? caller.Visitor?.ToString() ?? "anon", caller.ActingRole);

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            if (endpoint.Metadata.GetMetadata<IdempotencyKeyRequired>() is null) return true;
            await Problem.Write(context, 400, "idempotency-key-required", "Send an Idempotency-Key header of 8–255 visible ASCII characters.");
            return false;
        }

        if (key.Length is < 8 or > 255 || key.Any(c => c is < '!' or > '~'))
        {
            await Problem.Write(context, 400, "idempotency-key-malformed", "An Idempotency-Key has 8–255 visible ASCII characters.");
            return false;
        }

        invocation.Scope = $"{invocation.Actor} {invocation.Action}";
        invocation.Key = key;
        if (!Running.TryAdd((invocation.Scope, key), true))
        {
            await Problem.Write(context, 409, "request-in-progress", "The same request is still running.");
            return false;
        }

        context.Items[typeof(RequestPipeline)] = (invocation.Scope, key);
        invocation.RequestHash = await HashOf(context, $"{invocation.Actor} {caller.Shop}");
        context.Response.OnStarting(() =>
        {
            if (invocation.Replayed) context.Response.Headers["Idempotency-Replayed"] = "true";
            return Task.CompletedTask;
        });
        return true;
    }

    private static async Task<string> HashOf(HttpContext context, string actor)
    {
        context.Request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Method}\n{context.Request.Path}{context.Request.QueryString}\n{actor}\n"));
        var buffer = new byte[8192];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0) hash.AppendData(buffer, 0, read);
        context.Request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void LimitBody(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit
            && context.GetEndpoint()?.Metadata.GetMetadata<LargeBody>() is var large)
            limit.MaxRequestBodySize = large?.Bytes ?? BodyLimit;
    }

    private static string CodeOf(int status) => status switch { 404 => "not-found", 405 => "method-not-allowed", _ => "unsupported-media-type" };

    // Reads that went well are counted by metrics; a line for each would cost more than many of them do.
    private void Note(HttpContext context, double milliseconds)
    {
        var status = context.Response.StatusCode;
        var level = status >= 400 || !HttpMethods.IsGet(context.Request.Method) ? LogLevel.Information : LogLevel.Debug;
        if (!log.IsEnabled(level)) return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";
        Answered(log, level, context.Request.Method, route, status, milliseconds, Caller.Of(context).User?.ToString() ?? "anon");
    }

    [LoggerMessage(Message = "{Method} {Route} {Status} in {Ms} ms by {Actor}")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, double ms, string actor);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed")]
    private static partial void RequestFailed(ILogger log, Exception e, string method, string route);
}

/// <summary>The endpoint may be called with an expired token (sign-in, refresh).</summary>
public sealed record IgnoresBadToken;

/// <summary>The endpoint takes bodies larger than 1 MB.</summary>
public sealed record LargeBody(long Bytes);
