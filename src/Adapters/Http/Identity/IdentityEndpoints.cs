using Marketplace.Adapters.Http.Guards;
using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>The accounts at providers that sign in to the caller's account.</summary>
public sealed class IdentityEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var identities = routes.MapGroup("/me/identities").WithTags("Account");
        identities.MapGet("", List).Roles(EveryRole.Names).WithSummary("Accounts at providers that sign in to mine")
            .Produces<Page<IdentityView>>();
        identities.MapPost("/{provider}/begin", Begin).Roles(EveryRole.Names).RequireFreshSignIn().Limited("sign-in-network")
            .WithSummary("Begin to link an account at a provider: where to go").Produces<ExternalSignInEndpoints.AddressBody>();
        identities.MapPost("/{provider}/complete", Complete).Roles(EveryRole.Names).RequireFreshSignIn().Limited("sign-in-network")
            .WithSummary("Link it with what the provider sent back").Produces(204);
        identities.MapDelete("/{id:guid}", Unlink).Roles(EveryRole.Names).RequireFreshSignIn()
            .WithSummary("Take one off, unless nothing else signs in").Produces(204);
    }

    private static async Task<IResult> List(
        Caller caller, IQuery<ListIdentities, IReadOnlyList<IdentityView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListIdentities(caller.User!.Value), ct), i => new Page<IdentityView>(i, null));

    private static Task<IResult> Begin(string provider, HttpContext context, Caller caller, CancellationToken ct) =>
        ExternalDesk.Begin(context, provider, caller, ct);

    private static async Task<IResult> Complete(
        string provider, ExternalSignInEndpoints.ReturnBody body, HttpContext context, Caller caller, IUseCase<LinkIdentity, Unit> link,
        CancellationToken ct)
    {
        if ((await ExternalDesk.WhoCameBack(context, provider, body, caller, ct)).Failed(out var refusal, out var identity))
            return Problem.From(refusal);
        return Answer.NoContent(await link.Handle(new LinkIdentity(caller.User!.Value, provider, identity), ct));
    }

    private static async Task<IResult> Unlink(Guid id, Caller caller, IUseCase<UnlinkIdentity, Unit> unlink, CancellationToken ct) =>
        Answer.NoContent(await unlink.Handle(
            new UnlinkIdentity(caller.User!.Value, caller.Session!.Value, new LinkedIdentityId(id)), ct));
}
