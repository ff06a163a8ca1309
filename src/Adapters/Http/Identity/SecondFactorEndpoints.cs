using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Signing in with an authenticator app as well.</summary>
public sealed class SecondFactorEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var factor = routes.MapGroup("/auth/2fa").WithTags("Sign-in");
        factor.MapPost("/setup", Setup).Roles(EveryRole.Names).RequireFreshSignIn()
            .WithSummary("Get a secret for an authenticator app, as text and QR code").Produces<SetupBody>();
        factor.MapPost("/confirm", Confirm).Roles(EveryRole.Names)
            .WithSummary("Show that the app works; answers with the recovery codes").Produces<CodesBody>();
        factor.MapPost("/verify", Verify).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Second step of signing in").Produces<AuthEndpoints.TokensBody>();
        factor.MapPost("/recovery-codes", Renew).Roles(EveryRole.Names).RequireFreshSignIn()
            .WithSummary("Get new recovery codes; the old ones are void").Produces<CodesBody>();
        factor.MapPost("/disable", Disable).Roles(EveryRole.Names).RequireFreshSignIn()
            .WithSummary("Go back to the password alone").Produces(204);
    }

    private static async Task<IResult> Setup(
        HttpContext context, Invocation invocation, Caller caller, IUseCase<BeginSecondFactor, SecondFactorSetup> begin,
        CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        return Answer.Ok(
            await begin.Handle(new BeginSecondFactor(caller.User!.Value), ct),
            s => new SetupBody(s.Secret, s.Uri, s.Code.Svg, Convert.ToBase64String(s.Code.Png)));
    }

    private static async Task<IResult> Confirm(
        ConfirmationEndpoints.CodeBody body, HttpContext context, Invocation invocation, Caller caller,
        IUseCase<ConfirmSecondFactor, RecoveryCodesShown> confirm, CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        return Codes(await confirm.Handle(new ConfirmSecondFactor(caller.User!.Value, caller.Session!.Value, body.Code), ct));
    }

    private static async Task<IResult> Verify(
        VerifyBody body, HttpContext context, Invocation invocation, IUseCase<VerifySecondFactor, SignInAnswer> verify,
        CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        var request = new VerifySecondFactor(body.Ticket, body.Code, AuthEndpoints.Device(context));
        return await AuthEndpoints.Answered(context, await verify.Handle(request, ct), SecondFactorErrors.WrongCode);
    }

    private static async Task<IResult> Renew(
        ConfirmationEndpoints.CodeBody body, HttpContext context, Invocation invocation, Caller caller,
        IUseCase<RenewRecoveryCodes, RecoveryCodesShown> renew, CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        return Codes(await renew.Handle(new RenewRecoveryCodes(caller.User!.Value, body.Code), ct));
    }

    private static async Task<IResult> Disable(
        ConfirmationEndpoints.CodeBody body, HttpContext context, Invocation invocation, Caller caller,
        IUseCase<DisableSecondFactor, Proved> disable, CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        var request = new DisableSecondFactor(caller.User!.Value, caller.Session!.Value, body.Code);
        return ConfirmationEndpoints.Done(await disable.Handle(request, ct), SecondFactorErrors.WrongCode);
    }

    private static IResult Codes(Result<RecoveryCodesShown> result) =>
        !result.Succeeded(out var shown, out var error) ? Problem.From(error)
        : shown.Codes is { } codes ? TypedResults.Json(new CodesBody(codes), Wire.Json)
        : Problem.From(SecondFactorErrors.WrongCode);

    /// <summary>What the app needs, shown once: Base32, the text of the QR code, and the code as SVG and base64 of a PNG.</summary>
    public sealed record SetupBody(string Secret, string Uri, string QrSvg, string QrPng)
    {
        /// <inheritdoc/>
        public override string ToString() => "SetupBody ***";
    }

    /// <summary>Recovery codes, shown once; each works once.</summary>
    public sealed record CodesBody(IReadOnlyList<string> RecoveryCodes)
    {
        /// <inheritdoc/>
        public override string ToString() => "CodesBody ***";
    }

    /// <summary>The ticket of the first step and a code of the app, or a recovery code.</summary>
    public sealed record VerifyBody(string Ticket, string Code)
    {
        /// <inheritdoc/>
        public override string ToString() => "VerifyBody ***";
    }
}
