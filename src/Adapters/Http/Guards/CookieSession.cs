using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>
/// Access tokens in a cookie for pages of our own, and what keeps other sites from using it (quality S17): the cookie is bound
/// to the host and never sent across sites, an unsafe call also needs a secret only our pages can read, from our own origin.
/// </summary>
internal static class CookieSession
{
    /// <summary>Header of the secret that pages send with unsafe calls.</summary>
    public const string Header = "X-CSRF-Token";

    private const string Cookie = "__Host-access";

    // A cookie that only goes where sessions are renewed cannot be bound to the host by its name alone.
    private const string Renewal = "__Secure-refresh";
    private const string RenewalPath = "/api/v1/auth/cookie";

    /// <summary>The refresh token in the cookie; null when there is none.</summary>
    public static string? RenewalOf(HttpContext context) => context.Request.Cookies.TryGetValue(Renewal, out var token) ? token : null;

    /// <summary>Keeps the refresh token where only the renewal of the cookie gets it, and returns the secret for that call.</summary>
    public static string Keep(HttpContext context, string refreshToken, TimeSpan goodFor)
    {
        context.Response.Cookies.Append(Renewal, refreshToken, Options(goodFor, RenewalPath));
        return SecretOf(refreshToken);
    }

    /// <summary>The token in the cookie; null when there is none.</summary>
    public static string? TokenOf(HttpContext context) => context.Request.Cookies.TryGetValue(Cookie, out var token) ? token : null;

    /// <summary>Sets the cookie and returns the secret for unsafe calls.</summary>
    public static string Open(HttpContext context, string token, TimeSpan goodFor)
    {
        context.Response.Cookies.Append(Cookie, token, Options(goodFor, "/"));
        return SecretOf(token);
    }

    /// <summary>Removes the cookies.</summary>
    public static void Close(HttpContext context)
    {
        context.Response.Cookies.Append(Cookie, "", Options(TimeSpan.Zero, "/"));
        context.Response.Cookies.Append(Renewal, "", Options(TimeSpan.Zero, RenewalPath));
    }

    /// <summary>Whether a call with the cookie comes from a page of ours.</summary>
    public static bool IsOurs(HttpContext context, string token, WebRules rules)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return true;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none")
            && !FromAllowedOrigin(request, rules)) return false;
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}"
            && !rules.Origins.Contains(origin, StringComparer.Ordinal)) return false;

        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.Headers[Header].ToString()), Encoding.UTF8.GetBytes(SecretOf(token)));
    }

    private static bool FromAllowedOrigin(HttpRequest request, WebRules rules) =>
        rules.Origins.Contains(request.Headers.Origin.ToString(), StringComparer.Ordinal);

    // Who cannot read the cookie cannot compute it, and it ends with the token.
    private static string SecretOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("csrf:" + token)));

    private static CookieOptions Options(TimeSpan goodFor, string path) => new()
    {
        Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = path, MaxAge = goodFor,
    };
}
