using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>The limit an endpoint names for itself; all others get theirs from <see cref="LimitTable"/>.</summary>
public sealed record LimitedBy(string Policy);

/// <summary>Which named limit counts an endpoint's calls: one table, read from top to bottom.</summary>
public static partial class LimitTable
{
    private static readonly (Func<string, string, bool> Matches, string Policy)[] Rules =
    [
        ((_, path) => Starts(path, "/api/v1/auth/login", "/api/v1/auth/2fa", "/api/v1/auth/external"), "sign-in-network"),
        ((_, path) => Starts(path, "/api/v1/auth/refresh", "/api/v1/auth/revoke", "/api/v1/auth/cookie"), "refresh"),
        ((_, path) => Starts(path, "/api/v1/auth/logout"), "writes"),
        // Whoever proves something is slowed down like whoever signs in; only what sends a message costs a message's limit.
        ((_, path) => Starts(path, "/api/v1/auth/email/verify", "/api/v1/auth/phone/verify", "/api/v1/auth/password/reset",
            "/api/v1/auth/reauthenticate"), "sign-in-network"),
        ((method, path) => method == "POST" && Starts(path, "/api/v1/auth/phone", "/api/v1/me/phone"), "sms-code"),
        ((_, path) => Starts(path, "/api/v1/auth"), "register"),
        ((_, path) => Starts(path, "/api/v1/webhooks"), "webhook"),
        ((method, path) => method != "GET" && Pays().IsMatch(path), "place-order"),
        ((_, path) => Starts(path, "/api/v1/coupons/check"), "coupon"),
        ((_, path) => Starts(path, "/api/v1/search"), "search"),
        ((_, path) => Starts(path, "/api/v1/reports"), "export"),
        ((method, path) => method == "POST" && Starts(path, "/api/v1/generations"), "generation"),
        ((method, path) => method == "POST" && Opinions().IsMatch(path), "opinion"),
        ((method, path) => method == "POST" && Starts(path, "/api/v1/conversations"), "chat"),
        ((method, path) => method == "POST" && Starts(path, "/api/v1/media", "/api/v1/videos"), "upload"),
        ((method, path) => method == "GET" && Starts(path, "/health", "/metrics"), ""),
    ];

    /// <summary>The endpoint's calls are counted against this limit.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder builder, string policy) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new LimitedBy(policy)));
        return builder;
    }

    /// <summary>The name of an endpoint's limit; empty for what must answer always (health, metrics).</summary>
    public static string NameFor(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<LimitedBy>() is { } own) return own.Policy;
        var path = "/" + (endpoint as RouteEndpoint)?.RoutePattern.RawText?.Trim('/');
        var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
        foreach (var (matches, policy) in Rules)
            if (matches(method, path)) return policy;

        var access = endpoint.Metadata.GetMetadata<Access>();
        if (method == "GET") return access is null or { IsOpen: true } ? "catalogue" : "default";
        return access is { IsOpen: false } && access.Roles.All(r => r is "admin" or "finance") ? "staff" : "writes";
    }

    private static bool Starts(string path, params string[] prefixes) =>
        Array.Exists(prefixes, p => path.StartsWith(p, StringComparison.Ordinal));

    [GeneratedRegex("/(place|payments|refunds|payouts/request)$|/payments/[^/]+/(confirm|capture|retry)$", RegexOptions.None, 100)]
    private static partial Regex Pays();

    [GeneratedRegex("/(reviews|complaints|questions)$", RegexOptions.None, 100)]
    private static partial Regex Opinions();
}
