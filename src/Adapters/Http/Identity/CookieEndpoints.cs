using Marketplace.Adapters.Http.Guards;
using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
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
        cookie.MapPost("/refresh", Renew).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Renew the cookie by the refresh token kept beside it").Produces<CookieBody>();
        cookie.MapDelete("", Close).Anyone().WithMetadata(new IgnoresBadToken()).WithSummary("Remove the cookie").Produces(204);
    }

    private static IResult Open(OpenBody? body, HttpContext context, Invocation invocation, Caller caller)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || caller.Session is null)
            return Problem.Of(401, "sign-in-required", "Send the access token as a bearer token.");

        var left = caller.EndsAt - TimeProvider.System.GetUtcNow();
        var secret = CookieSession.Open(context, header[7..].Trim(), left);
        var renewal = body?.RefreshToken is { Length: > 0 and <= 200 } refresh ? CookieSession.Keep(context, refresh, Session.LongestIdle) : null;
        return TypedResults.Json(new CookieBody(secret, CookieSession.Header, renewal), Wire.Json);
    }

    private static async Task<IResult> Renew(
        HttpContext context, Invocation invocation, WebRules rules, IUseCase<RefreshSession, Refreshed> refresh, CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        if (CookieSession.RenewalOf(context) is not { Length: > 0 and <= 200 } token || !CookieSession.IsOurs(context, token, rules))
            return Problem.From(SessionErrors.Over);

        var result = await refresh.Handle(new RefreshSession(token), ct);
        if (!result.Succeeded(out var refreshed, out var refusal) || refreshed.Tokens is not { } tokens)
        {
            CookieSession.Close(context);
            return Problem.From(refusal ?? SessionErrors.Over);
        }

        var renewal = CookieSession.Keep(context, tokens.RefreshToken, tokens.RefreshExpiresAt - TimeProvider.System.GetUtcNow());
        var secret = CookieSession.Open(context, tokens.Access.Text, tokens.Access.GoodFor);
        return TypedResults.Json(new CookieBody(secret, CookieSession.Header, renewal), Wire.Json);
    }

    private static IResult Close(HttpContext context)
    {
        CookieSession.Close(context);
        return TypedResults.NoContent();
    }

    /// <summary>The refresh token, for pages that want to stay signed in.</summary>
    public sealed record OpenBody(string? RefreshToken = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "OpenBody ***";
    }

    /// <summary>The secret to send with every unsafe call, and the header to send it in.</summary>
    /// <param name="RefreshCsrfToken">The secret to send in the same header with the next renewal; null when nothing can be renewed.</param>
    public sealed record CookieBody(string CsrfToken, string Header, string? RefreshCsrfToken = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "CookieBody ***";
    }
}
