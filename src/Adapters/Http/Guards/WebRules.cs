using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>The <c>Web</c> section of the settings: who may call from a browser, through which proxies, under which names.</summary>
/// <param name="Origins">Origins whose pages may call, spelled exactly as browsers send them.</param>
/// <param name="Proxies">Addresses and networks whose forwarded headers are believed.</param>
/// <param name="Hosts">Names this marketplace answers to; empty for any.</param>
/// <param name="RequireHttps">Whether the API refuses plain HTTP.</param>
public sealed record WebRules(
    IReadOnlyList<string> Origins, IReadOnlyList<string> Proxies, IReadOnlyList<string> Hosts, bool RequireHttps)
{
    private const int MostProxies = 2;

    /// <summary>Reads and checks the section; a value that makes no sense stops the start.</summary>
    public static WebRules Read(IConfiguration settings)
    {
        var web = settings.GetSection("Web");
        var rules = new WebRules(
            List(web, "Origins"), List(web, "KnownProxies"), List(web, "Hosts"), web.GetValue("RequireHttps", false));
        foreach (var origin in rules.Origins.Where(o => !IsOrigin(o)))
            throw new InvalidOperationException($"Web:Origins: '{origin}' is no origin like https://shop.example.com; a star or null is none.");
        foreach (var host in rules.Hosts.Where(h => Uri.CheckHostName(h) == UriHostNameType.Unknown))
            throw new InvalidOperationException($"Web:Hosts: '{host}' is no host name.");
        return rules;
    }

    /// <summary>Believes <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of the proxies named, and of nobody else.</summary>
    public ForwardedHeadersOptions Forwarding()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = MostProxies,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in Proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else throw new InvalidOperationException($"Web:KnownProxies: '{proxy}' is neither an address nor a network like 10.0.0.0/8.");
        }

        return options;
    }

    /// <summary>What pages of the allowed origins may send and read.</summary>
    public CorsPolicy Cors() => new CorsPolicyBuilder([.. Origins])
        .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
        .WithHeaders("Authorization", "Content-Type", "Accept-Language", "Idempotency-Key", "If-Match", "If-None-Match",
            Caller.CartTokenHeader, CookieSession.Header, ChosenShop.Header)
        .WithExposedHeaders("ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotency-Replayed")
        .AllowCredentials().SetPreflightMaxAge(TimeSpan.FromMinutes(10)).Build();

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.GetLeftPart(UriPartial.Authority) == text;

    private static string[] List(IConfiguration web, string name) => web[name] is { Length: > 0 } text
        ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [.. web.GetSection(name).GetChildren().Select(c => c.Value ?? "")];
}
