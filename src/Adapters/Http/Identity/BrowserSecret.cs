using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>
/// What ties a sign-in through a provider to the browser that began it: a cookie no script reads and no other site makes it send.
/// </summary>
internal static class BrowserSecret
{
    private const string Cookie = "__Host-external";
    private const int Bytes = 32;
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(15);

    /// <summary>The browser's secret; empty when it has none.</summary>
    public static string Of(HttpContext context) =>
        context.Request.Cookies.TryGetValue(Cookie, out var secret) && IsSound(secret) ? secret : "";

    /// <summary>The browser's secret, made when it has none; several tabs share it.</summary>
    public static string Give(HttpContext context)
    {
        var secret = Of(context) is { Length: > 0 } known ? known : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        context.Response.Cookies.Append(Cookie, secret, new CookieOptions
        {
            Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = GoodFor,
        });
        return secret;
    }

    private static bool IsSound(string secret) => secret.Length == 43 && Base64Url.IsValid(secret);
}
