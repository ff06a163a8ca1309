using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Ports.Admin;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>Counts each call and says how many are left (quality §13): by address, by account and address, or by key.</summary>
public sealed class RequestLimits(IRateLimits limits)
{
    private readonly ConcurrentDictionary<Endpoint, LimitPolicy?> _byEndpoint = new();
    private readonly LimitPolicy _keys = limits.Policy("api-key");
    private readonly LimitPolicy _search = limits.Policy("search-user");

    /// <summary>False when the call is one too many; the answer is written then.</summary>
    internal ValueTask<bool> Admit(HttpContext context, Endpoint endpoint, Caller caller)
    {
        var policy = PolicyOf(endpoint);
        if (policy is null) return new(true);
        if (caller.Key is { } id) return Count(context, _keys, new LimitKey("", id.Value));
        if (policy.Name == "search" && caller.User is not null) policy = _search;

        // A provider sends from many addresses, and never too much of one kind.
        var key = policy.Name == "webhook"
            ? new LimitKey("", default, context.Request.Path.Value ?? "")
            : new LimitKey(NetworkOf(context.Connection.RemoteIpAddress), caller.User?.Value ?? default);
        return Count(context, policy, key);
    }

    /// <summary>Counts a call that names an account by it and the address; the account is kept as a hash.</summary>
    internal static ValueTask<bool> AdmitAccount(HttpContext context, string policy, string account)
    {
        var own = context.RequestServices.GetRequiredService<RequestLimits>();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.Trim().ToLowerInvariant())).AsSpan(0, 8));
        return own.Count(context, own.PolicyNamed(policy), new LimitKey(NetworkOf(context.Connection.RemoteIpAddress), default, hash));
    }

    private async ValueTask<bool> Count(HttpContext context, LimitPolicy policy, LimitKey key)
    {
        var answer = await limits.Take(policy, key, context.RequestAborted);
        var seconds = Math.Max(1, (int)Math.Ceiling(answer.NextIn.TotalSeconds));
        context.Response.Headers["RateLimit-Policy"] = policy.Header;
        context.Response.Headers["RateLimit"] =
            string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";r={answer.Left};t={seconds}");
        if (answer.Allowed) return true;

        context.Items[Problem.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        await Problem.Write(context, 429, "too-many-requests", "Too many requests; wait as long as Retry-After says.");
        return false;
    }

    private LimitPolicy PolicyNamed(string name) => limits.Policy(name);

    private LimitPolicy? PolicyOf(Endpoint endpoint) => _byEndpoint.TryGetValue(endpoint, out var known)
        ? known
        : _byEndpoint[endpoint] = LimitTable.NameFor(endpoint) is { Length: > 0 } name ? limits.Policy(name) : null;

    // One household has one IPv6 prefix of 64 bits and any number of addresses in it.
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.AddressFamily == AddressFamily.InterNetwork) return address.ToString();
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return Convert.ToHexStringLower(bytes[..8]);
    }
}

/// <summary>A request body that names an account to sign in to.</summary>
public interface INamesAccount
{
    /// <summary>The account as it was written; null when none is named.</summary>
    string? Account { get; }
}

/// <summary>Counts calls by the account that the body names (quality S7, §13).</summary>
internal sealed class CountedByAccount(string policy) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var account = context.Arguments.OfType<INamesAccount>().FirstOrDefault()?.Account;
        if (account is { Length: > 0 and <= 512 } && !await RequestLimits.AdmitAccount(context.HttpContext, policy, account))
            return Results.Empty;
        return await next(context);
    }
}
