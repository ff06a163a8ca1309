using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Proving to read an e-mail address or phone, and changing them.</summary>
public sealed class ConfirmationEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth").WithTags("Sign-in");
        auth.MapPost("/email/verify", VerifyEmail).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Prove an e-mail address by the token of its letter").Produces(204);
        auth.MapPost("/email/resend", ResendEmail).Roles(EveryRole.Names)
            .WithSummary("Send the letter that proves my e-mail address again").Produces<WaitingBody>(202);
        auth.MapPost("/phone/verify", VerifyPhone).Roles(EveryRole.Names)
            .WithSummary("Prove my phone by the code sent to it").Produces(204);
        auth.MapPost("/phone/resend", ResendPhone).Roles(EveryRole.Names).WithSummary("Send the code for my phone again")
            .Produces<WaitingBody>(202);

        var me = routes.MapGroup("/me").WithTags("Account");
        me.MapPost("/email", ChangeEmail).Roles(EveryRole.Names).RequireFreshSignIn()
            .WithSummary("Ask for another e-mail address; it counts once proved").Produces<WaitingBody>(202);
        me.MapPost("/phone", ChangePhone).Roles(EveryRole.Names).RequireFreshSignIn()
            .WithSummary("Ask for another phone; it counts once proved").Produces<WaitingBody>(202);
    }

    private static async Task<IResult> VerifyEmail(TokenBody body, IUseCase<ConfirmEmail, Unit> confirm, CancellationToken ct) =>
        Answer.NoContent(await confirm.Handle(new ConfirmEmail(body.Token), ct));

    private static async Task<IResult> VerifyPhone(
        CodeBody body, Caller caller, IUseCase<ConfirmPhone, Proved> confirm, CancellationToken ct) =>
        Done(await confirm.Handle(new ConfirmPhone(caller.User!.Value, body.Code), ct), UserErrors.NotProved);

    private static Task<IResult> ResendEmail(Caller caller, IUseCase<ResendConfirmation, Unit> resend, CancellationToken ct) =>
        Resend(caller, ContactAddress.Email, resend, ct);

    private static Task<IResult> ResendPhone(Caller caller, IUseCase<ResendConfirmation, Unit> resend, CancellationToken ct) =>
        Resend(caller, ContactAddress.Sms, resend, ct);

    private static async Task<IResult> Resend(
        Caller caller, string kind, IUseCase<ResendConfirmation, Unit> resend, CancellationToken ct) =>
        Accepted(await resend.Handle(new ResendConfirmation(caller.User!.Value, kind), ct));

    private static async Task<IResult> ChangeEmail(
        EmailBody body, Caller caller, IUseCase<ChangeContact, Unit> change, CancellationToken ct) =>
        Accepted(await change.Handle(new ChangeContact(caller.User!.Value, body.Email, null), ct));

    private static async Task<IResult> ChangePhone(
        PhoneBody body, Caller caller, IUseCase<ChangeContact, Unit> change, CancellationToken ct) =>
        Accepted(await change.Handle(new ChangeContact(caller.User!.Value, null, body.Phone), ct));

    /// <summary>202, the same for everybody: what follows happens in the mail box.</summary>
    internal static IResult Accepted(Result<Unit> result) => result.Failed(out var error)
        ? Problem.From(error)
        : TypedResults.Json(new WaitingBody("letter"), Wire.Json, statusCode: StatusCodes.Status202Accepted);

    /// <summary>204, or the refusal when what was presented was wrong.</summary>
    internal static IResult Done(Result<Proved> result, Error wrong) =>
        !result.Succeeded(out var proved, out var error) ? Problem.From(error)
        : proved.Right ? TypedResults.NoContent() : Problem.From(wrong);

    /// <summary>What to wait for: a letter, if the address is one that gets any.</summary>
    public sealed record WaitingBody(string WaitFor);

    /// <summary>The secret part of a letter's link.</summary>
    public sealed record TokenBody(string Token)
    {
        /// <inheritdoc/>
        public override string ToString() => "TokenBody ***";
    }

    /// <summary>Six digits.</summary>
    public sealed record CodeBody(string Code)
    {
        /// <inheritdoc/>
        public override string ToString() => "CodeBody ***";
    }

    /// <summary>The address wanted.</summary>
    public sealed record EmailBody(string Email)
    {
        /// <inheritdoc/>
        public override string ToString() => "EmailBody ***";
    }

    /// <summary>The phone wanted.</summary>
    public sealed record PhoneBody(string Phone)
    {
        /// <inheritdoc/>
        public override string ToString() => "PhoneBody ***";
    }
}
