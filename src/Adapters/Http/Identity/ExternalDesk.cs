using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Sends people to a provider and finds out who came back, the same for signing in and for linking.</summary>
internal static partial class ExternalDesk
{
    private const int LongestState = 600;
    private const int LongestCode = 4096;
    private static readonly string[] Declined = ["access_denied", "user_cancelled_authorize"];

    /// <summary>The address to go to; the browser gets its secret.</summary>
    public static async Task<IResult> Begin(HttpContext context, string provider, Caller? linking, CancellationToken ct)
    {
        if (Find(context, provider) is not { } external) return Problem.From(IdentityErrors.UnknownProvider);

        AuthEndpoints.KeepSecret(context, context.RequestServices.GetRequiredService<Invocation>());
        var begin = context.RequestServices.GetRequiredService<IUseCase<BeginExternalSignIn, ExternalSignInBegun>>();
        var request = new BeginExternalSignIn(provider, BrowserSecret.Give(context), linking?.User, linking?.Session);
        if (!(await begin.Handle(request, ct)).Succeeded(out var begun, out var error)) return Problem.From(error);
        return await external.AddressFor(begun.Request, ct) is { } address
            ? TypedResults.Json(new ExternalSignInEndpoints.AddressBody(address.OriginalString), Wire.Json)
            : Problem.From(IdentityErrors.ProviderAway);
    }

    /// <summary>Whom the provider vouches for; the state counts once, whatever comes out.</summary>
    public static async Task<Result<ExternalIdentity>> WhoCameBack(
        HttpContext context, string provider, ExternalSignInEndpoints.ReturnBody body, Caller? linking, CancellationToken ct)
    {
        if (Find(context, provider) is not { } external) return IdentityErrors.UnknownProvider;
        if (Fault(body) is { } fault) return fault;

        AuthEndpoints.KeepSecret(context, context.RequestServices.GetRequiredService<Invocation>());
        var take = context.RequestServices.GetRequiredService<IUseCase<TakeExternalReturn, ExternalReturn>>();
        var request = new TakeExternalReturn(provider, body.State, BrowserSecret.Of(context), linking?.User, linking?.Session);
        if ((await take.Handle(request, ct)).Failed(out var refusal, out var back)) return refusal;
        if (body.Error is { } error) return Declined.Contains(error) ? IdentityErrors.Declined : IdentityErrors.NotVouched;

        var outcome = await external.Redeem(
            new AuthorizationResponse(body.Code!, back.Nonce, back.CodeVerifier, body.Iss, body.User), ct);
        return Answered(context, provider, outcome);
    }

    private static Result<ExternalIdentity> Answered(HttpContext context, string provider, ExternalOutcome outcome)
    {
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ExternalDesk));
        switch (outcome)
        {
            case ExternalOutcome.Identified { Identity: var identity }:
                return identity;
            case ExternalOutcome.Refused { Code: var code }:
                NotVouched(log, provider, code);
                return IdentityErrors.NotVouched;
            default:
                Away(log, provider, (outcome as ExternalOutcome.Unknown)?.Why ?? "");
                return IdentityErrors.ProviderAway;
        }
    }

    private static Error? Fault(ExternalSignInEndpoints.ReturnBody body)
    {
        var faults = new List<FieldError>();
        if (body.State.Length is 0 or > LongestState) faults.Add(new("/state", "length", $"A state has 1 to {LongestState} characters."));
        if (body.Code is null == (body.Error is null)) faults.Add(new("/code", "one-outcome", "Send the code, or the error."));
        if (body.Code is { Length: 0 or > LongestCode }) faults.Add(new("/code", "length", $"A code has 1 to {LongestCode} characters."));
        return faults.Count == 0 ? null : Error.Invalid("validation-failed", "Some fields are not acceptable.", [.. faults]);
    }

    private static IExternalSignIn? Find(HttpContext context, string provider) =>
        context.RequestServices.GetRequiredService<IProviders<IExternalSignIn>>().Find(provider);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sign-in through {Provider} refused: {Reason}")]
    private static partial void NotVouched(ILogger log, string provider, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in provider {Provider} gave no answer: {Reason}")]
    private static partial void Away(ILogger log, string provider, string reason);
}
