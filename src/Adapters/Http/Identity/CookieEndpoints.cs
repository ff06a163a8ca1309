using Marketplace.Adapters.Http.Guards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>For pages of our own: the access token moves into a cookie that no script can read.</summary>
public sealed class CookieEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var cookie = routes.MapGroup("/auth/cookie").WithTags("Sign-in");
        cookie.MapPost("", Open).Roles(EveryRole.Names).WithSummary("Keep the bearer token in a cookie").Produces<CookieBody>();
        cookie.MapDelete("", Close).Anyone().WithMetadata(new IgnoresBadToken()).WithSummary("Remove the cookie").Produces(204);
    }

    private static IResult Open(HttpContext context, Caller caller)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || caller.Session is null)
            return Problem.Of(401, "sign-in-required", "Send the access token as a bearer token.");

        var left = caller.EndsAt - TimeProvider.System.GetUtcNow();
        return TypedResults.Json(new CookieBody(CookieSession.Open(context, header[7..].Trim(), left), CookieSession.Header), Wire.Json);
    }

    private static IResult Close(HttpContext context)
    {
        CookieSession.Close(context);
        return TypedResults.NoContent();
    }

    /// <summary>The secret to send with every unsafe call, and the header to send it in.</summary>
    public sealed record CookieBody(string CsrfToken, string Header)
    {
        /// <inheritdoc/>
        public override string ToString() => "CookieBody ***";
    }
}
