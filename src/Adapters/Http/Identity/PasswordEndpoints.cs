using Marketplace.Adapters.Http.Guards;
using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Forgotten and changed passwords, and proving again who one is.</summary>
public sealed class PasswordEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth").WithTags("Sign-in");
        auth.MapPost("/password/forgot", Forgot).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Ask for a way to choose a new password; the answer is the same for every address").Produces<ConfirmationEndpoints.WaitingBody>(202);
        auth.MapPost("/password/reset", Reset).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Choose a new password by the token or code of a letter; ends every session").Produces(204);
        auth.MapPost("/reauthenticate", Reauthenticate).Roles(EveryRole.Names)
            .WithSummary("Prove again who I am, before something sensitive").Produces(204);
        routes.MapGroup("/me").WithTags("Account").MapPost("/password", Change).Roles(EveryRole.Names)
            .WithSummary("Change my password; ends every other session").Produces(204);
    }

    private static async Task<IResult> Forgot(
        ForgotBody body, HttpContext context, Invocation invocation, IUseCase<ForgetPassword, Unit> forget, CaptchaGate gate,
        CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        if (await gate.ForStrangers("forgot", body.Captcha, ct) is { } refusal) return refusal;
        return ConfirmationEndpoints.Accepted(await forget.Handle(new ForgetPassword(body.Email, body.Phone), ct));
    }

    private static async Task<IResult> Reset(
        ResetBody body, HttpContext context, Invocation invocation, IUseCase<ResetPassword, Proved> reset, CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        var request = new ResetPassword(body.Token, body.Phone, body.Code, body.Password);
        return ConfirmationEndpoints.Done(await reset.Handle(request, ct), UserErrors.NotProved);
    }

    private static async Task<IResult> Change(
        ChangeBody body, HttpContext context, Invocation invocation, Caller caller, IUseCase<ChangePassword, Proved> change,
        CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        var request = new ChangePassword(caller.User!.Value, caller.Session!.Value, body.CurrentPassword, body.Password);
        return ConfirmationEndpoints.Done(await change.Handle(request, ct), UserErrors.WrongPassword);
    }

    private static async Task<IResult> Reauthenticate(
        ProofBody body, HttpContext context, Invocation invocation, Caller caller, IUseCase<Reauthenticate, Proved> prove,
        CancellationToken ct)
    {
        AuthEndpoints.KeepSecret(context, invocation);
        var request = new Reauthenticate(caller.User!.Value, caller.Session!.Value, body.Password, body.Code);
        var proved = await prove.Handle(request, ct);
        if (proved.Succeeded(out var proof, out _) && !proof.Right) await Noting.RefusedProof(context, caller.User!.Value.Value);
        return ConfirmationEndpoints.Done(proved, NotYou);
    }

    private static readonly Error NotYou = Error.Invalid(
        "proof-not-good", "The password or the code of your app is wrong.");

    /// <summary>E-mail or phone of the account.</summary>
    public sealed record ForgotBody(string? Email = null, string? Phone = null, string? Captcha = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "ForgotBody ***";
    }

    /// <summary>The token of the link, or phone and code; and the new password.</summary>
    public sealed record ResetBody(string Password, string? Token = null, string? Phone = null, string? Code = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "ResetBody ***";
    }

    /// <summary>The password so far and the new one.</summary>
    public sealed record ChangeBody(string CurrentPassword, string Password)
    {
        /// <inheritdoc/>
        public override string ToString() => "ChangeBody ***";
    }

    /// <summary>The password, and a code where the account has a second factor.</summary>
    public sealed record ProofBody(string Password, string? Code = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "ProofBody ***";
    }
}
