using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>Turns away, before anything is looked up, what comes under a foreign name or over plain HTTP (quality S19).</summary>
public sealed class Gate(RequestDelegate next, WebRules rules)
{
    /// <summary>Runs the request or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Put(context);

        // The answer depends on who asks from a browser, also where the one who asks may not read it.
        if (rules.Origins.Count > 0) context.Response.Headers.Append("Vary", "Origin");
        var request = context.Request;
        if (request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal)) return next(context);
        if (rules.Hosts.Count > 0 && !rules.Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return Problem.Write(context, 421, "wrong-host", "This marketplace does not answer to that name.");
        if (!rules.RequireHttps || request.IsHttps) return next(context);

        // A page may be fetched again; a request that carried a token has already shown it to the world.
        if (!request.Path.StartsWithSegments("/docs", StringComparison.Ordinal))
            return Problem.Write(context, 403, "https-required", "Use HTTPS.");
        context.Response.Redirect($"https://{request.Host.Host}{request.Path}", permanent: true, preserveMethod: true);
        return Task.CompletedTask;
    }
}
