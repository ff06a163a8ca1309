using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>The headers every answer carries, errors too (quality S15, S16).</summary>
internal static class SecurityHeaders
{
    private const string ApiPolicy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    // The API browser brings its own styles inline; scripts come from this host only.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Nothing = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        + "microphone=(), midi=(), payment=(), usb=()";

    public static void Put(HttpContext context)
    {
        var headers = context.Response.Headers;
        var page = context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = page ? "strict-origin-when-cross-origin" : "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        headers.ContentSecurityPolicy = page ? PagePolicy : ApiPolicy;
        headers["Permissions-Policy"] = Nothing;
        if (page) headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
