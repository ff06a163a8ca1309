using Marketplace.Adapters.Http.Guards;
using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Signing in by an account at a provider (S9).</summary>
public sealed class ExternalSignInEndpoints : IEndpoints
{
    // What providers add to the address people come back to; everything else is dropped.
    private static readonly string[] Returned = ["state", "code", "error", "iss", "user"];
    private const int LongestPart = 4096;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var external = routes.MapGroup("/auth/external").WithTags("Sign-in");
        external.MapGet("", List).Anyone().WithMetadata(new IgnoresBadToken()).Limited("catalogue")
            .WithSummary("Providers this market signs in through").Produces<Page<ProviderBody>>();
        external.MapPost("/{provider}/begin", Begin).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Begin to sign in through a provider: where to go").Produces<AddressBody>();
        external.MapGet("/{provider}/callback", Return).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Where a provider sends people back to: on to the site, with what it said").Produces(303);
        external.MapPost("/{provider}/callback", ReturnByForm).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("The same, for providers that send people back by a form")
            .WithDescription("An application/x-www-form-urlencoded body with state, code or error, and what the provider adds.")
            .Produces(303);
        external.MapPost("/{provider}/complete", Complete).Anyone().WithMetadata(new IgnoresBadToken())
            .WithSummary("Sign in with what the provider sent back; who is new gets an account")
            .Produces<AuthEndpoints.TokensBody>();
    }

    private static IResult List(IProviders<IExternalSignIn> providers) => TypedResults.Json(
        new Page<ProviderBody>([.. providers.Codes.Select(c => new ProviderBody(c, providers.Find(c)!.Name))], null), Wire.Json);

    private static Task<IResult> Begin(string provider, HttpContext context, CancellationToken ct) =>
        ExternalDesk.Begin(context, provider, null, ct);

    private static IResult Return(string provider, HttpContext context, IProviders<IExternalSignIn> providers, IAccountTerms terms) =>
        Onwards(provider, context, name => context.Request.Query[name], providers, terms);

    private static async Task<IResult> ReturnByForm(
        string provider, HttpContext context, IProviders<IExternalSignIn> providers, IAccountTerms terms, CancellationToken ct)
    {
        if (!context.Request.HasFormContentType) return Problem.Of(415, "unsupported-media-type", "Send a form.");
        try
        {
            var form = await context.Request.ReadFormAsync(ct);
            return Onwards(provider, context, name => form[name], providers, terms);
        }
        catch (InvalidDataException)
        {
            return Problem.Of(400, "malformed-request", "The form could not be read.");
        }
    }

    // Behind the '#', so that no server and no referrer sees it; the page there completes the sign-in.
    private static IResult Onwards(
        string provider, HttpContext context, Func<string, string?> part, IProviders<IExternalSignIn> providers, IAccountTerms terms)
    {
        if (providers.Find(provider) is null) return Problem.From(IdentityErrors.UnknownProvider);
        var parts = Returned.Select(n => (Name: n, Value: part(n))).Where(p => p.Value is { Length: > 0 and <= LongestPart });
        var said = string.Join('&', parts.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = $"{new Uri(terms.Current.SiteUrl, $"sign-in/{provider}").AbsoluteUri}#{said}";
        return TypedResults.StatusCode(303);
    }

    private static async Task<IResult> Complete(
        string provider, CompleteBody body, HttpContext context, IUseCase<SignInExternally, SignInAnswer> signIn, CancellationToken ct)
    {
        var back = new ReturnBody(body.State, body.Code, body.Error, body.Iss, body.User);
        if ((await ExternalDesk.WhoCameBack(context, provider, back, null, ct)).Failed(out var refusal, out var identity))
            return Problem.From(refusal);

        var request = new SignInExternally(
            provider, identity, body.Locale ?? "ru", AuthEndpoints.Device(context), AuthEndpoints.Origin(context));
        return await AuthEndpoints.Answered(context, await signIn.Handle(request, ct), IdentityErrors.NotVouched);
    }

    /// <summary>A provider: its code in addresses and its name for people.</summary>
    public sealed record ProviderBody(string Code, string Name);

    /// <summary>Where to send the person.</summary>
    public sealed record AddressBody(string Address)
    {
        /// <inheritdoc/>
        public override string ToString() => "AddressBody ***";
    }

    /// <summary>What the provider sent back: the state, and a code or an error.</summary>
    public sealed record ReturnBody(string State, string? Code = null, string? Error = null, string? Iss = null, string? User = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "ReturnBody ***";
    }

    /// <summary>What the provider sent back, and the language of an account that is made.</summary>
    public sealed record CompleteBody(
        string State, string? Code = null, string? Error = null, string? Iss = null, string? User = null, string? Locale = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "CompleteBody ***";
    }
}
