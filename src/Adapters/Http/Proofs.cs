using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adapters.Http;

/// <summary>The endpoint wants a sign-in of the last minutes (quality S6).</summary>
public sealed record FreshSignInRequired;

/// <summary>The endpoint wants an account with a proved address.</summary>
public sealed record ConfirmedAccountRequired;

/// <summary>The endpoint wants an account with a second factor, where the market asks sellers for one.</summary>
public sealed record SecondFactorRequired;

/// <summary>How endpoints ask for more than a token: each asks the database once, so plain reads do without.</summary>
public static class Proofs
{
    /// <summary>Refuses (403 <c>fresh-sign-in-required</c>) unless the person proved within minutes who they are.</summary>
    public static TBuilder RequireFreshSignIn<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new FreshSignInRequired(), (standing, terms) => standing.SinceProof <= terms.FreshFor ? null : Problem.Of(
            403, "fresh-sign-in-required", "Prove again who you are (POST /auth/reauthenticate), then repeat this."));

    /// <summary>Refuses (403 <c>account-not-confirmed</c>) accounts without a proved address, where the market asks for one.</summary>
    public static TBuilder RequireConfirmedAccount<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new ConfirmedAccountRequired(), (standing, terms) => standing.Confirmed || !terms.ConfirmationRequired
            ? null : Problem.Of(403, "account-not-confirmed", "Confirm your e-mail address or phone first; until then you can browse and fill a cart."));

    /// <summary>Refuses (403 <c>second-factor-required</c>) accounts without a second factor, where the market asks sellers for one.</summary>
    public static TBuilder RequireSecondFactor<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new SecondFactorRequired(), (standing, terms) => standing.SecondFactor || !terms.SellersNeedSecondFactor
            ? null : Problem.Of(403, "second-factor-required", "Set up a second factor first (POST /auth/2fa/setup)."));

    private static TBuilder With<TBuilder>(this TBuilder builder, object mark, Func<AccountStanding, AccountTerms, IResult?> refuse)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(mark));
        return builder.AddEndpointFilter(async (call, next) =>
        {
            var (context, caller) = (call.HttpContext, Caller.Of(call.HttpContext));
            if (caller is not { User: { } user, Session: { } session }) return await next(call);

            var terms = context.RequestServices.GetRequiredService<IAccountTerms>().Current;
            if (mark is ConfirmedAccountRequired && !terms.ConfirmationRequired) return await next(call);
            var standings = context.RequestServices.GetRequiredService<IAccountStanding>();
            if (await standings.Of(user, session, context.RequestAborted) is not { } standing)
                return Problem.Of(401, "session-over", "This session is over; sign in again.");
            return refuse(standing, terms) ?? await next(call);
        });
    }
}
