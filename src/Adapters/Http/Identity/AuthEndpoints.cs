using Marketplace.Adapters.Http.Guards;
using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Getting an account, signing in, staying signed in and signing out.</summary>
public sealed class AuthEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth").WithTags("Sign-in");
        auth.MapPost("/register", Register).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Make an account and sign in; a known address gets the same answer").Produces<TokensBody>(201);
        auth.MapPost("/login", LogIn).AddEndpointFilter(new CountedByAccount("sign-in")).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Sign in with a password")
            .Produces<TokensBody>();
        auth.MapPost("/refresh", Refresh).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Trade a refresh token for new tokens").Produces<TokensBody>();
        auth.MapPost("/logout", LogOut).Roles(EveryRole.Names).WithSummary("Sign out here, or on every device")
            .Produces(204);
    }

    private static async Task<IResult> Register(
        RegisterBody body, HttpContext context, Invocation invocation, IUseCase<RegisterAccount, SignedIn> register,
        CaptchaGate gate, CancellationToken ct)
    {
        KeepSecret(context, invocation);
        if (await gate.ForStrangers("register", body.Captcha, ct) is { } refusal) return refusal;
        var request = new RegisterAccount(
            body.Email, body.Phone, body.Password, body.Name, body.Locale ?? "ru", Device(context))
        {
            Consents = body.Consents,
        };
        return Answer.Created(await register.Handle(request, ct), _ => "/api/v1/me", Tokens);
    }

    private static async Task<IResult> LogIn(
        LoginBody body, HttpContext context, Invocation invocation, IUseCase<SignIn, SignInAnswer> signIn, CaptchaGate gate,
        CancellationToken ct)
    {
        KeepSecret(context, invocation);
        var origin = Origin(context);
        if (await gate.ForSignIn(new GetSignInBarrier(body.Email, body.Phone, origin), body.Captcha, ct) is { } refusal)
            return refusal;

        var request = new SignIn(body.Email, body.Phone, body.Password, Device(context), origin);
        return await Answered(context, await signIn.Handle(request, ct), UserErrors.SignInRefused);
    }

    /// <summary>Tokens, or the second step, or the one refusal for everything that was wrong.</summary>
    internal static async Task<IResult> Answered(HttpContext context, Result<SignInAnswer> result, Error refused)
    {
        if (!result.Succeeded(out var answer, out var error)) return Problem.From(error);
        if (answer.Tokens is { } tokens) return TypedResults.Json(Tokens(tokens), Wire.Json);

        // The same line for unknown, wrong and locked, so that writing it takes as long for each.
        if (answer.Ticket is null) await Noting.RefusedProof(context, answer.Tried?.Value);
        return Problem.From(answer.Ticket is not { } ticket ? refused : SecondStep with
        {
            Facts = new Dictionary<string, object?> { ["ticket"] = ticket, ["expiresIn"] = 300 },
        });
    }

    private static async Task<IResult> Refresh(
        RefreshBody body, HttpContext context, Invocation invocation, IUseCase<RefreshSession, Refreshed> refresh,
        CancellationToken ct)
    {
        KeepSecret(context, invocation);
        var result = await refresh.Handle(new RefreshSession(body.RefreshToken), ct);
        if (!result.Succeeded(out var refreshed, out var refusal)) return Problem.From(refusal);

        return refreshed.Tokens is { } tokens
            ? TypedResults.Json(Tokens(tokens), Wire.Json)
            : Problem.From(SessionErrors.Over);
    }

    private static async Task<IResult> LogOut(
        LogoutBody? body, Caller caller, IUseCase<EndSession, Unit> here, IUseCase<EndAllSessions, Unit> everywhere,
        CancellationToken ct) =>
        Answer.NoContent(body?.Everywhere == true
            ? await everywhere.Handle(new EndAllSessions(caller.User!.Value), ct)
            : await here.Handle(new EndSession(caller.User!.Value, caller.Session!.Value), ct));

    // Answers with tokens are kept nowhere: not in caches, and not in the database for replays of an Idempotency-Key.
    internal static void KeepSecret(HttpContext context, Invocation invocation)
    {
        context.Response.Headers.CacheControl = "no-store";
        invocation.Key = null;
    }

    internal static string Device(HttpContext context) => context.Request.Headers.UserAgent.ToString();

    internal static SignInOrigin? Origin(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return null;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return new SignInOrigin(plain.ToString(), Convert.ToHexStringLower(bytes.Length == 4 ? bytes[..3] : bytes[..7]));
    }

    private static readonly Error SecondStep = new(
        ErrorKind.Unauthenticated, "second-factor-code-required", "Send the ticket with a code to /auth/2fa/verify.");

    private static TokensBody Tokens(SignedIn signedIn) => new(
        signedIn.Access.Text, "Bearer", (int)signedIn.Access.GoodFor.TotalSeconds,
        signedIn.RefreshToken, signedIn.RefreshExpiresAt, signedIn.User.Value, signedIn.Session.Value, signedIn.Roles,
        signedIn.Withheld.Count == 0 ? null : signedIn.Withheld);

    /// <summary>A new account: e-mail or phone (or both), password, name and language.</summary>
    public sealed record RegisterBody(
        string Password, string Name, string? Email = null, string? Phone = null, string? Locale = null,
        string? Captcha = null, IReadOnlyList<GivenConsent>? Consents = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "RegisterBody ***";
    }

    /// <summary>E-mail or phone, and the password.</summary>
    public sealed record LoginBody(string Password, string? Email = null, string? Phone = null, string? Captcha = null) : INamesAccount
    {
        string? INamesAccount.Account => Email ?? Phone;

        /// <inheritdoc/>
        public override string ToString() => "LoginBody ***";
    }

    /// <summary>The refresh token received last.</summary>
    public sealed record RefreshBody(string RefreshToken)
    {
        /// <inheritdoc/>
        public override string ToString() => "RefreshBody ***";
    }

    /// <summary>Where to sign out; without a body only here.</summary>
    public sealed record LogoutBody(bool Everywhere = false);

    /// <summary>Tokens of a session; withheld roles count once the account has a second factor.</summary>
    public sealed record TokensBody(
        string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, DateTimeOffset RefreshExpiresAt,
        Guid UserId, Guid SessionId, IReadOnlyList<string> Roles, IReadOnlyList<string>? WithheldRoles = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "TokensBody ***";
    }
}

/// <summary>Any account will do.</summary>
internal static class EveryRole
{
    public static readonly string[] Names = ["buyer", "seller", "courier", "support", "moderator", "finance", "admin"];
}
