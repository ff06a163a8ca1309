using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Texts people consent to, and who agreed to what.</summary>
public sealed class ConsentEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var texts = routes.MapGroup("/consents/texts").WithTags("Privacy");
        texts.MapGet("", Texts).Anyone().WithSummary("The texts in force").Produces<Page<ConsentTextView>>();
        texts.MapPost("", Publish).Needs("identity.consent-text.publish").RequireFreshSignIn().WithSummary("Publish the next version of a text")
            .Produces<PublishedBody>(201);
        var mine = routes.MapGroup("/me/consents").WithTags("Privacy");
        mine.MapGet("", Mine).Roles(EveryRole.Names).WithSummary("What I agreed to").Produces<Page<ConsentView>>();
        mine.MapPut("/{purpose}", Give).Roles(EveryRole.Names).WithSummary("Agree to the newest text of a purpose").Produces(204);
        mine.MapDelete("/{purpose}", Withdraw).Roles(EveryRole.Names).WithSummary("Take a consent back").Produces(204);
    }

    private static async Task<IResult> Texts(
        string? language, IQuery<ListConsentTexts, IReadOnlyList<ConsentTextView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListConsentTexts(language ?? "ru"), ct), t => new Page<ConsentTextView>(t, null));

    private static async Task<IResult> Publish(
        PublishBody body, IUseCase<PublishConsentText, int> publish, CancellationToken ct) =>
        Answer.Created(
            await publish.Handle(new PublishConsentText(body.Purpose, body.Texts), ct), _ => "/api/v1/consents/texts",
            number => new PublishedBody(body.Purpose, number));

    private static async Task<IResult> Mine(
        Caller caller, IQuery<ListConsents, IReadOnlyList<ConsentView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListConsents(caller.User!.Value), ct), c => new Page<ConsentView>(c, null));

    private static async Task<IResult> Give(
        string purpose, GiveBody body, Caller caller, IUseCase<GiveConsent, Unit> give, CancellationToken ct) =>
        Answer.NoContent(await give.Handle(new GiveConsent(caller.User!.Value, purpose, body.Version, body.Language), ct));

    private static async Task<IResult> Withdraw(
        string purpose, Caller caller, IUseCase<WithdrawConsent, Unit> withdraw, CancellationToken ct) =>
        Answer.NoContent(await withdraw.Handle(new WithdrawConsent(caller.User!.Value, purpose), ct));

    /// <summary>A purpose and its text in each language.</summary>
    public sealed record PublishBody(string Purpose, IReadOnlyList<ConsentTextDraft> Texts);

    /// <summary>The version that is in force now.</summary>
    public sealed record PublishedBody(string Purpose, int Version);

    /// <summary>Which version was read, in which language.</summary>
    public sealed record GiveBody(int Version, string Language);
}
